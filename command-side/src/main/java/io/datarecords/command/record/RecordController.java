package io.datarecords.command.record;

import io.datarecords.api.IfMatch;
import io.datarecords.api.Rejection;
import io.datarecords.api.Rejection.RecordNotFound;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.RecordCommand;
import io.datarecords.api.record.RecordCommand.CreateRecord;
import io.datarecords.api.record.RecordCommand.DeleteRecord;
import io.datarecords.api.record.RecordCommand.UpdateFields;
import io.datarecords.api.record.RecordId;
import io.datarecords.command.Commands;
import io.datarecords.command.Commands.Done;
import io.datarecords.command.datatype.Schemas;
import io.datarecords.edge.JsonBody;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import io.datarecords.edge.Tagged;
import io.datarecords.eventlog.Ids;
import io.datarecords.eventlog.Receipt;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The writes to records. What is wrong with a request's form is said before it is asked what the path names. */
@RestController
@RequestMapping("/api/v2/w/{workspace}/data-types/{dataTypeId}/records")
class RecordController {

    private final Commands commands;
    private final Ids ids;
    private final Schemas schemas;

    RecordController(Commands commands, Ids ids, Schemas schemas) {
        this.commands = commands;
        this.ids = ids;
        this.schemas = schemas;
    }

    /** What is left to say of a record that is gone. */
    record Deleted(String status, long id, long erasedEvents, Instant deletedAt) {}

    @PostMapping
    ResponseEntity<Tagged<DataRecordView>> create(
            @PathVariable String dataTypeId, @RequestBody JsonBody body, QueryParameters query, Caller caller) {
        query.finish();
        var memberId = body.has("memberId") ? body.id("memberId") : caller.memberId();
        var externalId = body.text("externalId");
        var assignmentTaskId = body.id("assignmentTaskId");
        var fieldValues = fieldValues(body);
        body.finish();
        var type = PathIds.dataType(caller, dataTypeId);
        var created = new RecordId(caller.workspace(), ids.next());
        var done = send(new CreateRecord(created, type, memberId, externalId, assignmentTaskId, fieldValues, caller));
        return ResponseEntity.created(locationOf(type, created)).body(done);
    }

    private static URI locationOf(DataTypeId type, RecordId created) {
        return URI.create("/api/v2/w/" + created.workspace() + "/data-types/" + type.id() + "/records/" + created.id());
    }

    @PutMapping("/{recordId}")
    Tagged<DataRecordView> update(
            @PathVariable String dataTypeId,
            @PathVariable String recordId,
            @RequestBody JsonBody body,
            IfMatch ifMatch,
            QueryParameters query,
            Caller caller) {
        query.finish();
        var fieldValues = fieldValues(body);
        body.finish();
        var type = PathIds.dataType(caller, dataTypeId);
        var record = PathIds.record(caller, recordId);
        return send(new UpdateFields(record, type, fieldValues, ifMatch, caller));
    }

    @DeleteMapping("/{recordId}")
    Deleted delete(
            @PathVariable String dataTypeId,
            @PathVariable String recordId,
            IfMatch ifMatch,
            QueryParameters query,
            Caller caller) {
        query.finish();
        var type = PathIds.dataType(caller, dataTypeId);
        var record = PathIds.record(caller, recordId);
        var command = new DeleteRecord(record, type, ifMatch, caller);
        var receipt = commands.send(command, () -> notFound(command)).receipt();
        return new Deleted("deleted", record.id(), receipt.erasedEvents(), receipt.time());
    }

    private static Map<String, @Nullable Object> fieldValues(JsonBody body) {
        var values = body.object("fieldValues");
        if (body.value("fieldValues") == null) {
            body.violation("fieldValues", "required", "is required");
        }
        if (values == null) {
            return Map.of();
        }
        return values;
    }

    private Tagged<DataRecordView> send(RecordCommand command) {
        Done<DataRecordView> done = commands.send(command, () -> notFound(command));
        var record = timed(done.answer(), done.receipt());
        return new Tagged<>(record, record.version());
    }

    /** Says that the type is not there before it says so of the record. */
    private Rejection notFound(RecordCommand command) {
        schemas.current(command.dataType());
        return new RecordNotFound();
    }

    /** An event that was appended just now happened when the log says. */
    private static DataRecordView timed(DataRecordView record, Receipt receipt) {
        if (!receipt.isStamped()) {
            return record;
        }
        return new DataRecordView(
                record.id(),
                record.dataTypeId(),
                record.memberId(),
                record.externalId(),
                record.assignmentTaskId(),
                record.fieldValues(),
                record.version(),
                record.version() == 1 ? receipt.time() : record.createdAt(),
                receipt.time());
    }
}
