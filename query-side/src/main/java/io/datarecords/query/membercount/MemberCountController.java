package io.datarecords.query.membercount;

import io.datarecords.api.Consistency;
import io.datarecords.api.access.Caller;
import io.datarecords.api.record.MemberRecordCounts;
import io.datarecords.api.record.RecordQuery.CountMemberRecords;
import io.datarecords.edge.QueryParameters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Member record counts, over HTTP. */
@RestController
final class MemberCountController {

    private final MemberCountQueries queries;

    MemberCountController(MemberCountQueries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/v2/w/{workspace}/data-types/member-record-counts")
    MemberRecordCounts count(QueryParameters parameters, Consistency consistency, Caller caller) {
        var memberId = memberId(parameters, caller);
        var asOf = parameters.instant("asOf");
        parameters.finish();
        return queries.answer(new CountMemberRecords(Objects.requireNonNull(memberId), asOf, consistency, caller));
    }

    private static @Nullable Long memberId(QueryParameters parameters, Caller caller) {
        if (parameters.has("member_id", "memberId")) {
            return parameters.id("member_id", "memberId");
        }
        if (caller.memberId() == null) {
            parameters.violation("member_id", "required", "must be given, since the token names no member");
        }
        return caller.memberId();
    }
}
