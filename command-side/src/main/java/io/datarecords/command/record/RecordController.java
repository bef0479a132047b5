package io.datarecords.command.record;

import io.datarecords.api.IfMatch;
import io.datarecords.api.IfNoneMatch;
import io.datarecords.api.Violations;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.RecordCommand.DeleteRecord;
import io.datarecords.api.record.RecordCommand.UpdateFields;
import io.datarecords.api.record.RecordId;
import io.datarecords.command.record.ByExternalId.Name;
import io.datarecords.command.record.ByExternalId.Upsert;
import io.datarecords.command.record.IdempotentAnswers.Answer;
import io.datarecords.edge.IdempotencyKey;
import io.datarecords.edge.JsonBody;
import io.datarecords.edge.LastSegment;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import io.datarecords.edge.Tagged;
import io.datarecords.eventlog.Ids;
import io.datarecords.eventlog.RequestKey;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
@RequestMapping("/api/v2/w/{workspace}/data-types/{dataTypeId}")
class RecordController {

    private static final String REPLAYED = "Idempotent-Replayed";

    private final RecordWrites writes;
    private final ByExternalId byExternalId;
    private final IdempotentAnswers answers;
    private final Ids ids;

    RecordController(RecordWrites writes, ByExternalId byExternalId, IdempotentAnswers answers, Ids ids) {
        this.writes = writes;
        this.byExternalId = byExternalId;
        this.answers = answers;
        this.ids = ids;
    }

    /** What is left to say of a record that is gone. */
    record Deleted(String status, long id, long erasedEvents, Instant deletedAt) {}

    @PostMapping("/records")
    ResponseEntity<Tagged<DataRecordView>> create(
            @PathVariable String dataTypeId,
            @RequestBody JsonBody body,
            IdempotencyKey key,
            QueryParameters query,
            Caller caller) {
        query.finish();
        var sent = RecordBody.forCreate(body);
        var type = PathIds.dataType(caller, dataTypeId);
        var creation = sent.creation(new RecordId(caller.workspace(), ids.next()), type, caller);
        var request = request(key, caller, "POST", "records", type.id(), body.whole());
        return answer(type, answers.once(request, creation, () -> writes.write(creation, request)));
    }

    @PostMapping("/upsert/{externalId}")
    ResponseEntity<Tagged<DataRecordView>> upsert(
            @PathVariable String dataTypeId,
            LastSegment externalId,
            @RequestBody JsonBody body,
            IfMatch ifMatch,
            IfNoneMatch ifNoneMatch,
            IdempotencyKey key,
            QueryParameters query,
            Caller caller) {
        query.finish();
        var name = new Name(PathIds.dataType(caller, dataTypeId), checked(externalId));
        var sent = RecordBody.forUpsert(body, name.externalId());
        var creation = sent.creation(new RecordId(caller.workspace(), ids.next()), name.dataType(), caller);
        var upsert = new Upsert(name, creation, sent.owner(), ifMatch, ifNoneMatch);
        var request = request(key, caller, "POST", "upsert", name.dataType().id(), name.externalId(), body.whole());
        return answer(name.dataType(), answers.once(request, creation, () -> byExternalId.upsert(upsert, request)));
    }

    private static String checked(LastSegment externalId) {
        var violations = new Violations();
        ExternalIds.check(externalId.text(), "externalId", violations);
        violations.reject();
        return externalId.text();
    }

    private static @Nullable RequestKey request(IdempotencyKey key, Caller caller, Object... asked) {
        return key.value() == null
                ? null
                : new RequestKey(
                        caller.workspace(),
                        Fingerprint.of(caller.subject(), caller.memberId()),
                        key.value(),
                        Fingerprint.of(asked));
    }

    private static ResponseEntity<Tagged<DataRecordView>> answer(DataTypeId type, Answer answer) {
        var record = answer.record();
        var response = ResponseEntity.status(answer.created() ? HttpStatus.CREATED : HttpStatus.OK);
        if (answer.created()) {
            response.location(locationOf(type, record));
        }
        if (answer.replayed()) {
            response.header(REPLAYED, "true");
        }
        return response.body(new Tagged<>(record, record.version()));
    }

    private static URI locationOf(DataTypeId type, DataRecordView created) {
        return URI.create("/api/v2/w/" + type.workspace() + "/data-types/" + type.id() + "/records/" + created.id());
    }

    @PutMapping("/records/{recordId}")
    Tagged<DataRecordView> update(
            @PathVariable String dataTypeId,
            @PathVariable String recordId,
            @RequestBody JsonBody body,
            IfMatch ifMatch,
            QueryParameters query,
            Caller caller) {
        query.finish();
        var fieldValues = RecordBody.forUpdate(body);
        var type = PathIds.dataType(caller, dataTypeId);
        var record = PathIds.record(caller, recordId);
        return tagged(writes.write(new UpdateFields(record, type, fieldValues, ifMatch, caller), null));
    }

    @PutMapping("/records")
    Tagged<DataRecordView> updateByExternalId(
            @PathVariable String dataTypeId,
            @RequestBody JsonBody body,
            IfMatch ifMatch,
            QueryParameters query,
            Caller caller) {
        var externalId = externalId(query);
        var fieldValues = RecordBody.forUpdate(body);
        var name = new Name(PathIds.dataType(caller, dataTypeId), externalId);
        return tagged(byExternalId.update(name, fieldValues, ifMatch, caller));
    }

    private static String externalId(QueryParameters query) {
        var externalId = Objects.requireNonNullElse(query.text("externalId"), "");
        if (externalId.isEmpty()) {
            query.violation("externalId", "required", "is required");
        }
        query.finish();
        return externalId;
    }

    private static Tagged<DataRecordView> tagged(Written written) {
        return new Tagged<>(written.record(), written.record().version());
    }

    @DeleteMapping("/records/{recordId}")
    Deleted delete(
            @PathVariable String dataTypeId,
            @PathVariable String recordId,
            IfMatch ifMatch,
            QueryParameters query,
            Caller caller) {
        query.finish();
        var type = PathIds.dataType(caller, dataTypeId);
        var record = PathIds.record(caller, recordId);
        var receipt = writes.delete(new DeleteRecord(record, type, ifMatch, caller));
        return new Deleted("deleted", record.id(), receipt.erasedEvents(), receipt.time());
    }
}
