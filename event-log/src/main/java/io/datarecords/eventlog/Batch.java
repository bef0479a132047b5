package io.datarecords.eventlog;

import io.datarecords.api.Rejection;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides, under the lock of the head row, which of several independent appends win. Each is judged on what is committed
 * and on the winners before it in the list.
 */
final class Batch {

    /**
     * What is committed and concerns one append.
     *
     * @param lastSequence    of the append's aggregate; -1 if it has no events
     * @param type            the data type's row, or null if it has none
     * @param externalIdTaken whether another record of the type has the external id
     * @param soleRecordTaken whether the member has the one record that the type allows
     * @param slugTaken       whether another type of the workspace has the slug
     * @param requestDone     whether the append's request key stands for something already
     */
    record Committed(
            long lastSequence,
            @Nullable TypeRow type,
            boolean externalIdTaken,
            boolean soleRecordTaken,
            boolean slugTaken,
            boolean requestDone) {}

    /**
     * A row of {@code log.data_type_head}.
     *
     * @param recounted whether a record came or went since the type's own last event
     */
    record TypeRow(
            long id,
            UUID workspace,
            String slug,
            long version,
            boolean isCollection,
            boolean archived,
            boolean deleted,
            long liveRecords,
            boolean recounted,
            long lastPosition) {

        private TypeRow next(boolean nowArchived, boolean nowDeleted, long position) {
            return new TypeRow(
                    id,
                    workspace,
                    slug,
                    version + 1,
                    isCollection,
                    nowArchived,
                    nowDeleted,
                    liveRecords,
                    false,
                    position);
        }

        private TypeRow withRecords(int more, long position) {
            return new TypeRow(
                    id,
                    workspace,
                    slug,
                    version,
                    isCollection,
                    archived,
                    deleted,
                    liveRecords + more,
                    recounted || more != 0,
                    position);
        }
    }

    /** A winner and its place in the order. */
    record Numbered(Append append, AggregateRef aggregate, long position) {}

    record ExternalId(long dataType, String externalId, long record) {}

    record SoleRecord(long dataType, long member, long record) {}

    private final Instant time;
    private long position;

    private final List<Numbered> winners = new ArrayList<>();
    private final Set<Long> aggregates = new HashSet<>();
    private final Map<Long, TypeRow> types = new HashMap<>();
    private final Set<String> newSlugs = new HashSet<>();
    private final Map<String, ExternalId> externalIds = new HashMap<>();
    private final Map<String, SoleRecord> soleRecords = new HashMap<>();
    private final Set<RequestKey.Identity> requests = new HashSet<>();

    Batch(long headPosition, Instant time) {
        this.position = headPosition;
        this.time = time;
    }

    /** Judges one more; a winner is numbered. Nothing of a loser remains. */
    Outcome judge(Append append, Committed committed) {
        var request = append.request();
        if (request != null && (committed.requestDone() || requests.contains(request.identity()))) {
            return new Outcome.Refused(new Rejection.IdempotencyKeyReused());
        }
        var aggregate = append.aggregate();
        if (append.sequence() != committed.lastSequence() + 1 || aggregates.contains(aggregate.id())) {
            return new Outcome.Conflict(aggregate + ": sequence " + append.sequence() + " (expected: "
                    + (committed.lastSequence() + 1) + ", once in a batch)");
        }
        var type = types.getOrDefault(append.event().dataTypeId(), committed.type());
        var refusal = switch (append.event()) {
            case RecordCreated created -> refuse(created, type, committed);
            case FieldsUpdated updated -> refuseValues(type, updated.dataTypeVersion());
            case RecordDeleted _ -> null;
            case DataTypeDefined defined -> refuse(defined, committed);
            case DataTypeDeleted _ -> refuseWhileNotEmpty(type);
            default -> null;
        };
        return refusal != null ? refusal : win(append, aggregate, type);
    }

    private @Nullable Outcome refuse(RecordCreated created, @Nullable TypeRow type, Committed committed) {
        var refusal = refuseValues(type, created.dataTypeVersion());
        if (refusal != null || type == null) {
            return refusal;
        }
        var externalId = created.externalId();
        if (externalId != null && (committed.externalIdTaken() || externalIds.containsKey(key(type, externalId)))) {
            return new Outcome.Refused(new Rejection.ExternalIdTaken(externalId));
        }
        var member = created.memberId();
        if (member != null
                && !type.isCollection()
                && (committed.soleRecordTaken() || soleRecords.containsKey(key(type, member)))) {
            return new Outcome.Refused(new Rejection.SoleRecordTaken(member));
        }
        return null;
    }

    private static @Nullable Outcome refuseValues(@Nullable TypeRow type, long decidedOn) {
        if (type == null || type.deleted() || type.version() != decidedOn) {
            return new Outcome.Conflict("decided on version " + decidedOn + " of its data type, which is now " + type);
        }
        return type.archived() ? new Outcome.Refused(new Rejection.DataTypeArchived()) : null;
    }

    private @Nullable Outcome refuse(DataTypeDefined defined, Committed committed) {
        boolean taken = committed.slugTaken() || newSlugs.contains(key(defined));
        return taken ? new Outcome.Refused(new Rejection.SlugTaken(defined.slug())) : null;
    }

    private static @Nullable Outcome refuseWhileNotEmpty(@Nullable TypeRow type) {
        return type != null && type.liveRecords() > 0
                ? new Outcome.Refused(new Rejection.DataTypeNotEmpty(type.liveRecords()))
                : null;
    }

    private Outcome win(Append append, AggregateRef aggregate, @Nullable TypeRow type) {
        position++;
        aggregates.add(aggregate.id());
        winners.add(new Numbered(append, aggregate, position));
        if (append.request() != null) {
            requests.add(append.request().identity());
        }
        if (append.event() instanceof DataTypeDefined defined) {
            newSlugs.add(key(defined));
            put(rowOf(defined));
        } else if (type == null) {
            throw new IllegalStateException(
                    aggregate + ": data type " + append.event().dataTypeId() + " has no head");
        } else {
            follow(append, type);
        }
        return new Outcome.Appended(position, time, 0);
    }

    private void follow(Append append, TypeRow type) {
        switch (append.event()) {
            case RecordCreated created -> {
                put(type.withRecords(1, position));
                claim(created, type);
            }
            case FieldsUpdated _ -> put(type.withRecords(0, position));
            case RecordDeleted _ -> put(type.withRecords(-1, position));
            case DataTypeRevised _ -> put(type.next(type.archived(), type.deleted(), position));
            case DataTypeArchived _ -> put(type.next(true, type.deleted(), position));
            case DataTypeUnarchived _ -> put(type.next(false, type.deleted(), position));
            case DataTypeDeleted _ -> put(type.next(type.archived(), true, position));
            default -> throw new IllegalArgumentException("event: " + append.event());
        }
    }

    private void claim(RecordCreated created, TypeRow type) {
        if (created.externalId() != null) {
            externalIds.put(
                    key(type, created.externalId()),
                    new ExternalId(type.id(), created.externalId(), created.recordId()));
        }
        if (created.memberId() != null && !type.isCollection()) {
            soleRecords.put(
                    key(type, created.memberId()), new SoleRecord(type.id(), created.memberId(), created.recordId()));
        }
    }

    private TypeRow rowOf(DataTypeDefined defined) {
        return new TypeRow(
                defined.dataTypeId(),
                defined.workspace(),
                defined.slug(),
                1,
                defined.isCollection(),
                false,
                false,
                0,
                false,
                position);
    }

    private void put(TypeRow row) {
        types.put(row.id(), row);
    }

    private static String key(TypeRow type, Object claimed) {
        return type.id() + "/" + claimed;
    }

    private static String key(DataTypeDefined defined) {
        return defined.workspace() + "/" + defined.slug();
    }

    /** The position of the last winner, or the head's if nobody won. */
    long position() {
        return position;
    }

    Instant time() {
        return time;
    }

    List<Numbered> winners() {
        return winners;
    }

    /** The records whose history is to be erased. */
    List<Long> deletedRecords() {
        return winners.stream()
                .filter(winner -> winner.append().event() instanceof RecordDeleted)
                .map(winner -> winner.aggregate().id())
                .toList();
    }

    /** The winners whose requests are done once. */
    List<Numbered> requests() {
        return winners.stream()
                .filter(winner -> winner.append().request() != null)
                .toList();
    }

    Collection<TypeRow> types() {
        return types.values();
    }

    Collection<ExternalId> externalIds() {
        return externalIds.values();
    }

    Collection<SoleRecord> soleRecords() {
        return soleRecords.values();
    }
}
