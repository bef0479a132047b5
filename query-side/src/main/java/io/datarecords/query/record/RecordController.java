package io.datarecords.query.record;

import io.datarecords.api.Consistency;
import io.datarecords.api.IfNoneMatch;
import io.datarecords.api.access.Caller;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.RecordPage;
import io.datarecords.api.record.RecordQuery.FindRecord;
import io.datarecords.api.record.RecordQuery.ListRecords;
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
            Consistency consistency,
            Caller caller) {
        parameters.finish();
        var found = queries.answer(new FindRecord(
                PathIds.dataType(caller, dataType), PathIds.record(caller, record), consistency, caller));
        long version = found.record().version();
        return known.matches(version) && found.isShownAsBefore()
                ? Tagged.notModified(version)
                : ResponseEntity.ok(new Tagged<>(found.record(), version));
    }

    @GetMapping
    RecordPage list(@PathVariable String dataType, QueryParameters parameters, Consistency consistency, Caller caller) {
        var list = new ListParameters(parameters);
        var asOf = parameters.instant("asOf");
        var isCounted = parameters.flag("withTotal");
        var order = list.order();
        var cursor = list.cursor();
        var paging = parameters.paging();
        var filter = list.filter(asOf);
        parameters.finish();
        return queries.answer(new ListRecords(
                PathIds.dataType(caller, dataType),
                filter,
                order,
                paging,
                asOf,
                isCounted == null ? asOf == null : isCounted,
                cursor,
                consistency,
                caller));
    }
}
