package io.datarecords.command.record;

import io.datarecords.api.access.Caller;
import io.datarecords.command.datatype.Schemas;
import io.datarecords.edge.Accepted;
import io.datarecords.edge.JsonBodies;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Many records in one request. What is wrong with it as a whole is said before any row is looked at. */
@RestController
class ImportController {

    private static final String NDJSON = MediaType.APPLICATION_NDJSON_VALUE;
    private static final String CSV = "text/csv";

    private final Imports imports;
    private final Schemas schemas;
    private final JsonBodies json;
    private final JsonMapper mapper;

    ImportController(Imports imports, Schemas schemas, JsonBodies json, JsonMapper mapper) {
        this.imports = imports;
        this.schemas = schemas;
        this.json = json;
        this.mapper = mapper;
    }

    @PostMapping(
            path = "/api/v2/w/{workspace}/data-types/{dataTypeId}/records/import",
            consumes = {NDJSON, CSV})
    void importRecords(
            @PathVariable String dataTypeId,
            Accepted accepted,
            QueryParameters query,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        var answered = accepted.best(List.of(NDJSON), Function.identity());
        var mode = Objects.requireNonNullElse(query.oneOf(ImportMode.class, "mode"), ImportMode.CREATE);
        boolean dryRun = Objects.requireNonNullElse(query.flag("dryRun"), false);
        query.finish();
        var type = schemas.current(PathIds.dataType(caller, dataTypeId));
        var asked = new Import(type, mode, dryRun, caller);
        asked.requirePermitted();
        var upload = upload(request, asked);
        type.requireUnarchived();
        try (var answers = new ImportAnswersBody(mapper, dryRun)) {
            boolean cutOff = imports.run(asked, upload, answers);
            if (upload.hasBrokenOff()) {
                // The server answers that by itself, whatever is written here.
                return;
            }
            answers.summarize(cutOff);
            response.setContentType(answered);
            send(answers, request, response);
        }
    }

    private static void send(ImportAnswersBody answers, HttpServletRequest request, HttpServletResponse response) {
        try {
            // Most clients read only once they have sent everything, also what was cut off.
            request.getInputStream().transferTo(OutputStream.nullOutputStream());
            answers.sendTo(response.getOutputStream());
        } catch (IOException gone) {
            // That it is not told the last line says that this is not all.
        }
    }

    private ImportBody upload(HttpServletRequest request, Import asked) throws IOException {
        return MediaType.parseMediaType(request.getContentType()).isCompatibleWith(MediaType.parseMediaType(CSV))
                ? ImportBody.ofCsv(request.getInputStream(), asked, json)
                : ImportBody.ofJson(request.getInputStream(), json);
    }
}
