package io.datarecords.command.record;

import io.datarecords.api.access.Caller;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The writes to all records of a member. */
@RestController
class MemberController {

    private final Erasures erasures;

    MemberController(Erasures erasures) {
        this.erasures = erasures;
    }

    @DeleteMapping("/api/v2/w/{workspace}/members/{memberId}/records")
    Erasure erase(@PathVariable String memberId, QueryParameters query, Caller caller) {
        query.finish();
        return erasures.erase(PathIds.member(memberId), caller);
    }
}
