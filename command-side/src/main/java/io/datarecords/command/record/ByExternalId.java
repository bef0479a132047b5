package io.datarecords.command.record;

import io.datarecords.api.IfMatch;
import io.datarecords.api.IfNoneMatch;
import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection;
import io.datarecords.api.Rejection.ExternalIdTaken;
import io.datarecords.api.Rejection.RecordNotFound;
import io.datarecords.api.Unavailable;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.RecordCommand;
import io.datarecords.api.record.RecordCommand.CreateRecord;
import io.datarecords.api.record.RecordCommand.Owner;
import io.datarecords.api.record.RecordCommand.UpdateFields;
import io.datarecords.api.record.RecordCommand.UpsertExisting;
import io.datarecords.api.record.RecordCommand.UpsertNew;
import io.datarecords.api.record.RecordId;
import io.datarecords.command.datatype.Schemas;
import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.RequestKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes to the record that has an external id. Which one that is may change between the look and the write: then it is
 * looked up, and decided, again.
 */
@Component
final class ByExternalId {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventLog log;
    private final Schemas schemas;
    private final RecordWrites writes;

    ByExternalId(EventLog log, Schemas schemas, RecordWrites writes) {
        this.log = log;
        this.schemas = schemas;
        this.writes = writes;
    }

    /** Which record is meant, by what it is called. */
    record Name(DataTypeId dataType, String externalId) {}

    /**
     * What an upsert asks.
     *
     * @param creation of the record, if there is none
     * @param owner    of the record, if there is one; null if the client does not say
     */
    record Upsert(
            Name name, CreateRecord creation, @Nullable Owner owner, IfMatch ifMatch, IfNoneMatch ifNoneMatch) {

        private RecordCommand commandFor(Optional<RecordId> found) {
            return found.<RecordCommand>map(record -> new UpsertExisting(update(record), ifNoneMatch, owner))
                    .orElseGet(() -> new UpsertNew(creation, ifMatch));
        }

        private UpdateFields update(RecordId record) {
            return new UpdateFields(record, creation.dataType(), creation.fieldValues(), ifMatch, creation.by());
        }
    }

    /** Creates the record or updates it. Of two at once that find none, one creates it and the other updates it. */
    Written upsert(Upsert upsert, @Nullable RequestKey request) {
        return write(upsert.name(), upsert::commandFor, request);
    }

    /** Updates the record, if there is one. */
    Written update(Name name, Map<String, @Nullable Object> fieldValues, IfMatch ifMatch, Caller by) {
        return write(
                name,
                found -> new UpdateFields(
                        found.orElseThrow(() -> notFound(name)), name.dataType(), fieldValues, ifMatch, by),
                null);
    }

    private Rejected notFound(Name name) {
        schemas.current(name.dataType());
        return new Rejected(new RecordNotFound());
    }

    /** What an upsert comes to as things are now. */
    RecordCommand commandFor(Upsert upsert) {
        return upsert.commandFor(find(upsert.name()));
    }

    private Written write(
            Name name, Function<Optional<RecordId>, ? extends RecordCommand> decision, @Nullable RequestKey request) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = find(name);
            try {
                return writes.write(decision.apply(found), request);
            } catch (Rejected e) {
                if (!isOutdated(e.rejection(), name, found)) {
                    throw e;
                }
                if (System.nanoTime() > deadline) {
                    throw new Unavailable("Too many others write the same thing.", e);
                }
            }
        }
    }

    private boolean isOutdated(Rejection rejection, Name name, Optional<RecordId> found) {
        return switch (rejection) {
            case ExternalIdTaken _ -> found.isEmpty();
            case RecordNotFound _ -> !found.equals(find(name));
            default -> false;
        };
    }

    private Optional<RecordId> find(Name name) {
        return log.recordByExternalId(name.dataType(), name.externalId())
                .map(id -> new RecordId(name.dataType().workspace(), id));
    }
}
