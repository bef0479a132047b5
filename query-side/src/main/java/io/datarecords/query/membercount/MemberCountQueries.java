package io.datarecords.query.membercount;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.record.MemberRecordCounts;
import io.datarecords.api.record.RecordQuery.CountMemberRecords;
import io.datarecords.query.freshness.FreshTypes;
import io.datarecords.query.membercount.MemberCountRows.MemberCount;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers how many records a member has. */
@Component
final class MemberCountQueries {

    private final MemberCountRows rows;
    private final FreshTypes types;

    MemberCountQueries(MemberCountRows rows, FreshTypes types) {
        this.rows = rows;
        this.types = types;
    }

    /** @throws Rejected with {@link Forbidden} if the caller may not ask about that member */
    MemberRecordCounts answer(CountMemberRecords query) {
        if (!AccessRules.mayCountRecordsOf(query.by(), query.memberId())) {
            throw new Rejected(new Forbidden("count the records of another member"));
        }
        return types.withinAll(query.by().workspace(), query.consistency(), liveRecords -> counts(query, liveRecords));
    }

    private MemberRecordCounts counts(CountMemberRecords query, Map<Long, Long> liveRecords) {
        var counts = new HashMap<Long, Long>();
        for (var count : rows.of(query.memberId(), query.by().workspace())) {
            if (liveRecords.containsKey(count.type().id()) && mayBeTold(query, count)) {
                counts.put(count.type().id(), count.records());
            }
        }
        return new MemberRecordCounts(counts);
    }

    private static boolean mayBeTold(CountMemberRecords query, MemberCount count) {
        return AccessRules.mayCountRecordsOf(query.by(), count.type().access(), query.memberId());
    }
}
