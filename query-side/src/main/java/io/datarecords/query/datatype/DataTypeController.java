package io.datarecords.query.datatype;

import io.datarecords.api.Consistency;
import io.datarecords.api.IfNoneMatch;
import io.datarecords.api.SortOrder;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeOrder;
import io.datarecords.api.datatype.DataTypeOrder.Property;
import io.datarecords.api.datatype.DataTypeQuery.FindDataType;
import io.datarecords.api.datatype.DataTypeQuery.FindDataTypeBySlug;
import io.datarecords.api.datatype.DataTypeQuery.ListDataTypes;
import io.datarecords.api.datatype.DataTypeView;
import io.datarecords.api.datatype.FoundDataType;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import io.datarecords.edge.Tagged;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Data types, over HTTP. */
@RestController
@RequestMapping("/api/v2/w/{workspace}/data-types")
final class DataTypeController {

    private final DataTypeQueries queries;

    DataTypeController(DataTypeQueries queries) {
        this.queries = queries;
    }

    @GetMapping
    List<DataTypeView> list(QueryParameters parameters, Consistency consistency, Caller caller) {
        var archived = parameters.flag("archived");
        var order = order(parameters);
        parameters.finish();
        return queries.answer(new ListDataTypes(archived, order, consistency, caller));
    }

    private static DataTypeOrder order(QueryParameters parameters) {
        var by = parameters.oneOf(Property.class, "sortBy");
        var direction = parameters.oneOf(SortOrder.class, "sortOrder");
        var unsaid = by == null ? SortOrder.DESC : SortOrder.ASC;
        return new DataTypeOrder(by == null ? Property.CREATED_AT : by, direction == null ? unsaid : direction);
    }

    @GetMapping("/{dataType}")
    ResponseEntity<Tagged<DataTypeView>> find(
            @PathVariable String dataType,
            QueryParameters parameters,
            IfNoneMatch known,
            Consistency consistency,
            Caller caller) {
        parameters.finish();
        var query = new FindDataType(PathIds.dataType(caller, dataType), consistency, caller);
        return unlessKnown(known, queries.answer(query));
    }

    @GetMapping("/slug/{slug}")
    ResponseEntity<Tagged<DataTypeView>> findBySlug(
            @PathVariable String slug,
            QueryParameters parameters,
            IfNoneMatch known,
            Consistency consistency,
            Caller caller) {
        parameters.finish();
        return unlessKnown(known, queries.answer(new FindDataTypeBySlug(slug, consistency, caller)));
    }

    /** The same version has another number of records once one came or went. */
    private static ResponseEntity<Tagged<DataTypeView>> unlessKnown(IfNoneMatch known, FoundDataType found) {
        long version = found.dataType().version();
        return known.matches(version) && !found.recounted()
                ? Tagged.notModified(version)
                : ResponseEntity.ok(new Tagged<>(found.dataType(), version));
    }
}
