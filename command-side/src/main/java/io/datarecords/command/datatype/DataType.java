package io.datarecords.command.datatype;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.Violations;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeCommand.ArchiveDataType;
import io.datarecords.api.datatype.DataTypeCommand.DefineDataType;
import io.datarecords.api.datatype.DataTypeCommand.DeleteDataType;
import io.datarecords.api.datatype.DataTypeCommand.ReviseDataType;
import io.datarecords.api.datatype.DataTypeCommand.UnarchiveDataType;
import io.datarecords.api.datatype.DataTypeEvent;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.datatype.Schema;
import java.time.Instant;
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
 * One data type. It answers with itself as it then is; the times in an answer to something new are only the log's to
 * tell. Whether its slug is free, and whether it still has records, only the log can say. Its fields are what a snapshot
 * holds: whoever changes them raises the revision.
 */
@Revision("1")
@Aggregate(type = "DataType", snapshotTriggerDefinition = "snapshotTrigger", lockFactory = "aggregateLocks")
class DataType {

    @AggregateIdentifier
    @SuppressWarnings("unused") // Axon reads it
    private @Nullable String id;

    private @Nullable DataTypeState state;

    private DataType() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    DataTypeState decide(DefineDataType command) {
        allow(AccessRules.mayDefineDataTypes(command.by()), "define data types");
        var violations = new Violations();
        DefinitionRules.name(command.name(), violations);
        DefinitionRules.slug(command.slug(), violations);
        DefinitionRules.description(command.description(), violations);
        DefinitionRules.grants(command.grants(), violations);
        var fields = DefinitionRules.fields(() -> Schema.define(command.fields()), violations);
        violations.reject();
        apply(new DataTypeDefined(
                command.dataType().workspace(),
                command.dataType().id(),
                command.name(),
                command.slug() == null ? Schema.slugOf(command.name()) : command.slug(),
                emptyToNull(command.description()),
                command.isCollection(),
                fields,
                new TypeAccess(
                        command.grants(),
                        command.memberAccess() == null ? TypeAccess.DEFAULT_MEMBER_ACCESS : command.memberAccess()),
                command.by().actor()));
        return existing();
    }

    @CommandHandler
    DataTypeState decide(ReviseDataType command) {
        var current = existing();
        allow(AccessRules.mayDefineDataTypes(command.by()), "revise this data type");
        command.ifMatch().require(current.version());
        var revised = revised(current, command);
        if (!revised.equals(revisable(current, command))) {
            apply(revised);
        }
        return existing();
    }

    /** What the command would make of the current state, checked. */
    private static DataTypeRevised revised(DataTypeState current, ReviseDataType command) {
        var violations = new Violations();
        DefinitionRules.fixed(command.slug(), current.slug(), "/slug", violations);
        DefinitionRules.fixed(command.isCollection(), current.isCollection(), "/isCollection", violations);
        var name = orElse(command.name(), current.name());
        DefinitionRules.name(name, violations);
        DefinitionRules.description(command.description(), violations);
        var grants = orElse(command.grants(), current.access().grants());
        DefinitionRules.grants(grants, violations);
        var requested = command.fields();
        var fields = requested == null
                ? current.fields()
                : DefinitionRules.fields(
                        () -> Schema.revise(current.fields(), requested, current.version() + 1), violations);
        violations.reject();
        return new DataTypeRevised(
                current.workspace(),
                current.id(),
                current.slug(),
                name,
                command.description() == null ? current.description() : emptyToNull(command.description()),
                fields,
                new TypeAccess(
                        grants, orElse(command.memberAccess(), current.access().memberAccess())),
                command.by().actor());
    }

    /** What the command would have made if it had asked for nothing. */
    private static DataTypeRevised revisable(DataTypeState current, ReviseDataType command) {
        return new DataTypeRevised(
                current.workspace(),
                current.id(),
                current.slug(),
                current.name(),
                current.description(),
                current.fields(),
                current.access(),
                command.by().actor());
    }

    @CommandHandler
    DataTypeState decide(ArchiveDataType command) {
        var current = existing();
        allow(AccessRules.mayDefineDataTypes(command.by()), "archive this data type");
        command.ifMatch().require(current.version());
        if (!current.archived()) {
            apply(new DataTypeArchived(
                    current.workspace(),
                    current.id(),
                    current.slug(),
                    command.by().actor()));
        }
        return existing();
    }

    @CommandHandler
    DataTypeState decide(UnarchiveDataType command) {
        var current = existing();
        allow(AccessRules.mayDefineDataTypes(command.by()), "unarchive this data type");
        command.ifMatch().require(current.version());
        if (current.archived()) {
            apply(new DataTypeUnarchived(
                    current.workspace(),
                    current.id(),
                    current.slug(),
                    command.by().actor()));
        }
        return existing();
    }

    @CommandHandler
    void decide(DeleteDataType command) {
        var current = existing();
        allow(AccessRules.mayAdministerDataTypes(command.by()), "delete this data type");
        command.ifMatch().require(current.version());
        apply(new DataTypeDeleted(
                current.workspace(), current.id(), current.slug(), command.by().actor()));
    }

    private DataTypeState existing() {
        if (state == null || state.deleted()) {
            throw new Rejected(new DataTypeNotFound());
        }
        return state;
    }

    private static void allow(boolean allowed, String action) {
        if (!allowed) {
            throw new Rejected(new Forbidden(action));
        }
    }

    private static <T> T orElse(@Nullable T given, T current) {
        return Objects.requireNonNullElse(given, current);
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    @EventSourcingHandler
    void evolve(DataTypeEvent event, @Timestamp Instant at) {
        id = new DataTypeId(event.workspace(), event.dataTypeId()).aggregateId();
        state = DataTypeState.evolve(state, event, at);
        if (state.deleted()) {
            markDeleted();
        }
    }
}
