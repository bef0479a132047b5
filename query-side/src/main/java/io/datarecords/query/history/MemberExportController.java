package io.datarecords.query.history;

import io.datarecords.api.access.Caller;
import io.datarecords.edge.Download;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** All that there is of one member, as one file. */
@RestController
final class MemberExportController {

    private final MemberExports exports;

    MemberExportController(MemberExports exports) {
        this.exports = exports;
    }

    // What is no id is not found: no member is known, and any may have records.
    @GetMapping("/api/v2/w/{workspace}/members/{member:[1-9][0-9]*}/export")
    void export(@PathVariable String member, QueryParameters parameters, Caller caller, Download download)
            throws IOException {
        parameters.finish();
        long id = PathIds.member(member);
        var export = exports.require(id, caller);
        download.answer(MediaType.APPLICATION_JSON_VALUE, "member-" + id + ".json", export::writeTo);
    }
}
