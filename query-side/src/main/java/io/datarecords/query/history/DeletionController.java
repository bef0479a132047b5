package io.datarecords.query.history;

import io.datarecords.api.SortOrder;
import io.datarecords.api.access.Caller;
import io.datarecords.api.record.DeletionPage;
import io.datarecords.api.record.RecordQuery.ListDeletions;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The register of deletions, over HTTP. */
@RestController
final class DeletionController {

    private final DeletionQueries queries;

    DeletionController(DeletionQueries queries) {
        this.queries = queries;
    }

    // Not "slug": GET /data-types/slug/deletions asks for the data type that has the slug "deletions".
    @GetMapping("/api/v2/w/{workspace}/data-types/{dataType:(?!slug$).+}/deletions")
    DeletionPage deletions(@PathVariable String dataType, QueryParameters parameters, Caller caller) {
        var direction = parameters.oneOf(SortOrder.class, "sortOrder");
        var paging = parameters.paging();
        parameters.finish();
        return queries.answer(new ListDeletions(
                PathIds.dataType(caller, dataType), direction == null ? SortOrder.DESC : direction, paging, caller));
    }
}
