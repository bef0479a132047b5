package io.datarecords.query.record;

import io.datarecords.api.SortOrder;
import io.datarecords.api.access.Caller;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.FoundRecord;
import io.datarecords.api.record.RecordFilter;
import io.datarecords.api.record.RecordOrder;
import io.datarecords.api.record.RecordOrder.Property;
import io.datarecords.api.record.RecordPage;
import io.datarecords.api.record.RecordQuery.FindRecord;
import io.datarecords.api.record.RecordQuery.ListRecords;
import io.datarecords.edge.IfNoneMatch;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import io.datarecords.edge.Tagged;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Records as they are now, over HTTP. */
@RestController
// Not "slug": GET /data-types/slug/records asks for the data type that has the slug "records".
@RequestMapping("/api/v2/w/{workspace}/data-types/{dataType:(?!slug$).+}/records")
final class RecordController {

    private final RecordQueries queries;

    RecordController(RecordQueries queries) {
        this.queries = queries;
    }

    @GetMapping("/{record}")
    ResponseEntity<Tagged<DataRecordView>> find(
            @PathVariable String dataType,
            @PathVariable String record,
            QueryParameters parameters,
            IfNoneMatch known,
            Caller caller) {
        parameters.finish();
        var query = new FindRecord(PathIds.dataType(caller, dataType), PathIds.record(caller, record), caller);
        var found = queries.answer(query);
        long version = found.record().version();
        return known.matches(version) && isShownAsBefore(found)
                ? Tagged.notModified(version)
                : ResponseEntity.ok(new Tagged<>(found.record(), version));
    }

    /** The same version may show other fields once its type was revised, and that may be at the very same time. */
    private static boolean isShownAsBefore(FoundRecord found) {
        return found.typeUpdatedAt().isBefore(found.record().updatedAt());
    }

    @GetMapping
    RecordPage list(@PathVariable String dataType, QueryParameters parameters, Caller caller) {
        var filter = new RecordFilter(
                parameters.id("memberId", "member_id"),
                parameters.flag("memberId[exists]"),
                parameters.text("externalId"));
        var order = order(parameters);
        var paging = parameters.paging();
        parameters.finish();
        return queries.answer(new ListRecords(PathIds.dataType(caller, dataType), filter, order, paging, caller));
    }

    private static RecordOrder order(QueryParameters parameters) {
        var by = parameters.oneOf(Property.class, "sortBy");
        var direction = parameters.oneOf(SortOrder.class, "sortOrder");
        var unsaid = by == null ? SortOrder.DESC : SortOrder.ASC;
        return new RecordOrder(by == null ? Property.CREATED_AT : by, direction == null ? unsaid : direction);
    }
}
