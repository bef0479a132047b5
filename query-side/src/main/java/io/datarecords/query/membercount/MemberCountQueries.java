package io.datarecords.query.membercount;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.MemberRecordCounts;
import io.datarecords.api.record.RecordQuery.CountMemberRecords;
import io.datarecords.query.freshness.FreshTypes;
import io.datarecords.query.freshness.Freshness;
import io.datarecords.query.freshness.Reading;
import io.datarecords.query.membercount.MemberCountRows.MemberCount;
import java.util.HashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers how many records a member has. */
@Component
final class MemberCountQueries {

    private final MemberCountRows rows;
    private final Freshness freshness;
    private final FreshTypes types;

    MemberCountQueries(MemberCountRows rows, Freshness freshness, FreshTypes types) {
        this.rows = rows;
        this.freshness = freshness;
        this.types = types;
    }

    /** @throws Rejected with {@link Forbidden} if the caller may not ask about that member */
    MemberRecordCounts answer(CountMemberRecords query) {
        if (!AccessRules.mayCountRecordsOf(query.by(), query.memberId())) {
            throw new Rejected(new Forbidden("count the records of another member"));
        }
        var found = freshness.await(query.consistency(), _ -> read(query));
        var counts = new HashMap<Long, Long>();
        for (var count : found) {
            if (mayBeTold(query, count)) {
                counts.put(count.dataTypeId(), count.records());
            }
        }
        return new MemberRecordCounts(counts);
    }

    private Reading<List<MemberCount>> read(CountMemberRecords query) {
        var workspace = query.by().workspace();
        return query.asOf() == null
                ? rows.of(query.memberId(), workspace)
                : rows.asOf(query.memberId(), workspace, query.asOf());
    }

    private boolean mayBeTold(CountMemberRecords query, MemberCount count) {
        return types.atLeast(new DataTypeId(query.by().workspace(), count.dataTypeId()), count.dataTypeVersion())
                .filter(type -> AccessRules.mayCountRecordsOf(query.by(), type.access(), query.memberId()))
                .isPresent();
    }
}
