package io.datarecords.command.record;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.datarecords.api.IfNoneMatch;
import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.Rejection.OwnerMismatch;
import io.datarecords.api.Rejection.RecordNotFound;
import io.datarecords.api.Violations;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.RecordCommand.CreateRecord;
import io.datarecords.api.record.RecordCommand.DeleteRecord;
import io.datarecords.api.record.RecordCommand.UpdateFields;
import io.datarecords.api.record.RecordCommand.UpsertExisting;
import io.datarecords.api.record.RecordCommand.UpsertNew;
import io.datarecords.api.record.RecordEvent;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import io.datarecords.api.record.RecordId;
import io.datarecords.api.record.RecordState;
import io.datarecords.command.datatype.SchemaVersion;
import io.datarecords.command.datatype.Schemas;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One record. It answers with itself as it then is; the times in an answer to something new are only the log's to tell.
 * Its fields are what a snapshot holds: whoever changes them raises the revision.
 */
@Revision("1")
@Aggregate(
        type = "DataRecord",
        snapshotTriggerDefinition = "snapshotTrigger",
        lockFactory = "aggregateLocks",
        cache = "hotRecords")
class DataRecord {

    @AggregateIdentifier
    @SuppressWarnings("unused") // Axon reads it
    private @Nullable String id;

    private @Nullable RecordState state;

    private DataRecord() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    DataRecordView decide(CreateRecord command, Schemas schemas, References references) {
        var type = schemas.current(command.dataType());
        return create(decided(command, type, references), type, command.by());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    DataRecordView decide(UpsertNew command, Schemas schemas, References references) {
        var type = schemas.current(command.dataType());
        return create(decided(command, type, references), type, command.by());
    }

    /** What comes of the command in that type, if the log agrees. */
    static RecordCreated decided(CreateRecord command, SchemaVersion type, References references) {
        allow(command, type);
        return created(command, type, "/externalId", references);
    }

    /** As the other. */
    static RecordCreated decided(UpsertNew command, SchemaVersion type, References references) {
        allow(command.creation(), type);
        command.ifMatch().requireAbsent();
        return created(ExternalIds.filled(command.creation(), type), type, ExternalIds.place(type), references);
    }

    private static void allow(CreateRecord command, SchemaVersion type) {
        if (!AccessRules.mayCreate(command.by(), type.access(), command.memberId())) {
            throw new Rejected(new Forbidden("create this record"));
        }
    }

    private DataRecordView create(RecordCreated created, SchemaVersion type, Caller by) {
        apply(created);
        return view(type, by);
    }

    @CommandHandler
    DataRecordView decide(UpdateFields command, Schemas schemas, References references) {
        return decide(new UpsertExisting(command, IfNoneMatch.NONE, null), schemas, references);
    }

    @CommandHandler
    DataRecordView decide(UpsertExisting command, Schemas schemas, References references) {
        var type = schemas.current(command.dataType());
        var current = requireOf(command.dataType());
        var changes = decided(command, type, current, references);
        if (!changes.isEmpty()) {
            apply(updated(current, type, changes, command.by()));
        }
        return view(type, command.by());
    }

    /** What the command changes of the record as it is, if the log agrees. */
    static FieldValues decided(UpsertExisting command, SchemaVersion type, RecordState current, References references) {
        var by = command.by();
        if (!AccessRules.mayUpdate(by, type.access(), current.memberId())) {
            throw new Rejected(refusal("update this record", type, current, by));
        }
        command.update().ifMatch().require(current.version());
        command.ifNoneMatch().require(current.version());
        var changes = changes(command.update(), type, current, references);
        var owner = command.owner();
        if (owner != null && !Objects.equals(owner.memberId(), current.memberId())) {
            throw new Rejected(new OwnerMismatch());
        }
        type.requireUnarchived();
        return changes;
    }

    @CommandHandler
    void decide(DeleteRecord command, Schemas schemas) {
        var type = schemas.current(command.dataType());
        var current = requireOf(command.dataType());
        var by = command.by();
        if (!AccessRules.mayDelete(by, type.access(), current.memberId())) {
            throw new Rejected(refusal("delete this record", type, current, by));
        }
        command.ifMatch().require(current.version());
        apply(new RecordDeleted(
                current.workspace(), current.id(), current.dataTypeId(), current.memberId(), by.actor()));
    }

    /** The state, if there is any and it is of that type: in another type's path the record does not exist. */
    private RecordState requireOf(DataTypeId dataType) {
        if (state == null || state.dataTypeId() != dataType.id()) {
            throw new Rejected(new RecordNotFound());
        }
        return state;
    }

    /** Whoever may not read the record is not told that it exists. */
    static Rejection refusal(String action, SchemaVersion type, RecordState current, Caller by) {
        return AccessRules.mayRead(by, type.access(), current.memberId())
                ? new Forbidden(action)
                : new RecordNotFound();
    }

    private static RecordCreated created(
            CreateRecord command, SchemaVersion type, String externalIdPlace, References references) {
        var by = command.by();
        var violations = new Violations();
        var values = type.schema().forCreate(command.fieldValues(), AccessRules.seesAdminFields(by), violations);
        var externalId = ExternalIds.of(command.externalId(), externalIdPlace, type, values, violations);
        checkReferences(values, command.fieldValues(), type, references, by, violations);
        violations.reject();
        type.requireUnarchived();
        return new RecordCreated(
                command.record().workspace(),
                command.record().id(),
                command.dataType().id(),
                type.type().version(),
                command.memberId(),
                externalId,
                command.assignmentTaskId(),
                values,
                by.actor());
    }

    private static FieldValues changes(
            UpdateFields command, SchemaVersion type, RecordState current, References references) {
        var by = command.by();
        var violations = new Violations();
        var changes = type.schema()
                .forUpdate(command.fieldValues(), current.values(), AccessRules.seesAdminFields(by), violations)
                .differingFrom(current.values());
        checkReferences(changes, command.fieldValues(), type, references, by, violations);
        violations.reject();
        return changes;
    }

    private static FieldsUpdated updated(RecordState current, SchemaVersion type, FieldValues changes, Caller by) {
        return new FieldsUpdated(
                current.workspace(),
                current.id(),
                current.dataTypeId(),
                type.type().version(),
                current.memberId(),
                changes,
                by.actor());
    }

    private static void checkReferences(
            FieldValues values,
            Map<String, @Nullable Object> sent,
            SchemaVersion type,
            References references,
            Caller by,
            Violations violations) {
        for (var reference : type.schema().references(values, sent, AccessRules.seesAdminFields(by))) {
            if (!references.mayPointTo(reference, by)) {
                violations.add(
                        "/fieldValues/" + reference.slug(),
                        "reference",
                        "must be the id of a record of the type " + reference.dataTypeSlug() + " that you may read");
            }
        }
    }

    private DataRecordView view(SchemaVersion type, Caller by) {
        return DataRecordView.now(Objects.requireNonNull(state), type.type(), AccessRules.seesAdminFields(by));
    }

    /** How much its values take in memory, in characters. */
    int size() {
        return state == null ? 0 : state.values().size();
    }

    @EventSourcingHandler
    void evolve(RecordEvent event, @Timestamp Instant at) {
        id = new RecordId(event.workspace(), event.recordId()).aggregateId();
        state = RecordState.evolve(state, event, at);
        if (state == null) {
            markDeleted();
        }
    }
}
