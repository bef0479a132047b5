package io.datarecords.query.history;

import io.datarecords.api.IfNoneMatch;
import io.datarecords.api.SortOrder;
import io.datarecords.api.access.Caller;
import io.datarecords.api.record.ChangePage;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.FoundRecord;
import io.datarecords.api.record.RecordQuery.FindAsOf;
import io.datarecords.api.record.RecordQuery.FindVersion;
import io.datarecords.api.record.RecordQuery.ListChanges;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import io.datarecords.edge.Tagged;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A record's history, over HTTP. */
@RestController
@RequestMapping("/api/v2/w/{workspace}/data-types/{dataType}/records/{record}")
final class HistoryController {

    private final HistoryQueries queries;

    HistoryController(HistoryQueries queries) {
        this.queries = queries;
    }

    @GetMapping(params = "version")
    ResponseEntity<Tagged<DataRecordView>> version(
            @PathVariable String dataType,
            @PathVariable String record,
            QueryParameters parameters,
            IfNoneMatch known,
            Caller caller) {
        var version = parameters.id("version");
        if (parameters.has("asOf")) {
            parameters.violation("asOf", "conflict", "must not be given together with version");
        }
        parameters.finish();
        var query = new FindVersion(
                PathIds.dataType(caller, dataType),
                PathIds.record(caller, record),
                Objects.requireNonNull(version),
                caller);
        return unlessKnown(known, queries.answer(query));
    }

    @GetMapping(params = {"asOf", "!version"})
    ResponseEntity<Tagged<DataRecordView>> asOf(
            @PathVariable String dataType,
            @PathVariable String record,
            QueryParameters parameters,
            IfNoneMatch known,
            Caller caller) {
        var asOf = parameters.instant("asOf");
        parameters.finish();
        var query = new FindAsOf(
                PathIds.dataType(caller, dataType),
                PathIds.record(caller, record),
                Objects.requireNonNull(asOf),
                caller);
        return unlessKnown(known, queries.answer(query));
    }

    private static ResponseEntity<Tagged<DataRecordView>> unlessKnown(IfNoneMatch known, FoundRecord found) {
        long version = found.record().version();
        return known.matches(version) && found.isShownAsBefore()
                ? Tagged.notModified(version)
                : ResponseEntity.ok(new Tagged<>(found.record(), version));
    }

    @GetMapping("/changes")
    ChangePage changes(
            @PathVariable String dataType, @PathVariable String record, QueryParameters parameters, Caller caller) {
        var field = parameters.text("field");
        var direction = parameters.oneOf(SortOrder.class, "sortOrder");
        var paging = parameters.paging();
        parameters.finish();
        return queries.answer(new ListChanges(
                PathIds.dataType(caller, dataType),
                PathIds.record(caller, record),
                field,
                direction == null ? SortOrder.DESC : direction,
                paging,
                caller));
    }
}
