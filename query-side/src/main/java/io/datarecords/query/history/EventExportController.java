package io.datarecords.query.history;

import io.datarecords.api.access.Caller;
import io.datarecords.edge.Accepted;
import io.datarecords.edge.Download;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.query.export.ExportFormat;
import java.io.IOException;
import java.util.List;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The history of all records of a type, as one file. */
@RestController
final class EventExportController {

    private static final List<ExportFormat> FORMATS = List.of(ExportFormat.NDJSON, ExportFormat.PARQUET);

    private final EventExports exports;

    EventExportController(EventExports exports) {
        this.exports = exports;
    }

    // Not "slug": GET /data-types/slug/history asks for the data type that has the slug "history".
    @GetMapping("/api/v2/w/{workspace}/data-types/{dataType:(?!slug$).+}/history")
    void export(
            @PathVariable String dataType,
            Accepted accepted,
            QueryParameters parameters,
            Caller caller,
            Download download)
            throws IOException, HttpMediaTypeNotAcceptableException {
        var format = accepted.best(FORMATS, ExportFormat::mediaType);
        var part = new HistoryPart(
                parameters.someOf(LoggedEvent.types(), "types"),
                parameters.instant("from"),
                parameters.instant("to"),
                parameters.id("after"),
                parameters.id("upTo"));
        parameters.finish();
        var export = exports.require(PathIds.dataType(caller, dataType), part, caller);
        download.answer(
                format.mediaType(),
                export.slug() + "-history." + format,
                out -> export.writeTo(format.writer(EventTable.of(export.slug()), out)));
    }
}
