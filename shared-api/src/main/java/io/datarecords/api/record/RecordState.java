package io.datarecords.api.record;

import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as its events have made it. The aggregate and the history are this one fold.
 *
 * @param version the number of events so far, from 1
 */
public record RecordState(
        UUID workspace,
        long id,
        long dataTypeId,
        @Nullable Long memberId,
        @Nullable String externalId,
        @Nullable Long assignmentTaskId,
        FieldValues values,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    private static RecordState of(RecordCreated event, Instant at) {
        return new RecordState(
                event.workspace(),
                event.recordId(),
                event.dataTypeId(),
                event.memberId(),
                event.externalId(),
                event.assignmentTaskId(),
                FieldValues.NONE.with(event.values()),
                1,
                at,
                at);
    }

    /**
     * The state before, if any, and one more event.
     *
     * @return null once the record is deleted: nothing of it is kept
     */
    public static @Nullable RecordState evolve(@Nullable RecordState before, RecordEvent event, Instant at) {
        return switch (event) {
            case RecordCreated created -> of(created, at);
            case FieldsUpdated updated -> before == null ? null : before.updated(updated, at);
            case RecordDeleted _ -> null;
        };
    }

    private RecordState updated(FieldsUpdated event, Instant at) {
        return new RecordState(
                workspace,
                id,
                dataTypeId,
                memberId,
                externalId,
                assignmentTaskId,
                values.with(event.changes()),
                version + 1,
                createdAt,
                at);
    }
}
