package io.datarecords.query.record;

import io.datarecords.api.Consistency;
import io.datarecords.api.access.Caller;
import io.datarecords.edge.Accepted;
import io.datarecords.edge.Download;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import io.datarecords.query.export.ExportFormat;
import java.io.IOException;
import java.util.List;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The records of a type, as one file. */
@RestController
final class RecordExportController {

    private static final List<ExportFormat> FORMATS = List.of(ExportFormat.values());

    private final RecordExports exports;

    RecordExportController(RecordExports exports) {
        this.exports = exports;
    }

    @GetMapping("/api/v2/w/{workspace}/data-types/{dataType:(?!slug$).+}/records/export")
    void export(
            @PathVariable String dataType,
            Accepted accepted,
            QueryParameters parameters,
            Consistency consistency,
            Caller caller,
            Download download)
            throws IOException, HttpMediaTypeNotAcceptableException {
        var format = accepted.best(FORMATS, ExportFormat::mediaType);
        var filter = new ListParameters(parameters).filter();
        parameters.finish();
        var export = exports.require(PathIds.dataType(caller, dataType), filter, consistency, caller);
        download.answer(format.mediaType(), export.fileName(format), out -> export.writeTo(format, out));
    }
}
