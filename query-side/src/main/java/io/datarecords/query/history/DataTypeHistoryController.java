package io.datarecords.query.history;

import io.datarecords.api.SortOrder;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeChangePage;
import io.datarecords.api.datatype.DataTypeQuery.ListDataTypeChanges;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A data type's history, over HTTP. */
@RestController
final class DataTypeHistoryController {

    private final DataTypeHistoryQueries queries;

    DataTypeHistoryController(DataTypeHistoryQueries queries) {
        this.queries = queries;
    }

    // Not "slug": GET /data-types/slug/changes asks for the data type that has the slug "changes".
    @GetMapping("/api/v2/w/{workspace}/data-types/{dataType:(?!slug$).+}/changes")
    DataTypeChangePage changes(@PathVariable String dataType, QueryParameters parameters, Caller caller) {
        var direction = parameters.oneOf(SortOrder.class, "sortOrder");
        var paging = parameters.paging();
        parameters.finish();
        return queries.answer(new ListDataTypeChanges(
                PathIds.dataType(caller, dataType), direction == null ? SortOrder.DESC : direction, paging, caller));
    }
}
