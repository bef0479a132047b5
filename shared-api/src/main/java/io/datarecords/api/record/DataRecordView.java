package io.datarecords.api.record;

import io.datarecords.api.datatype.DataTypeState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as a client sees it.
 *
 * @param fieldValues by slug; fields without a value, and those that the client may not see, are absent
 * @param version     1 at creation, one more with each event
 */
public record DataRecordView(
        long id,
        long dataTypeId,
        @Nullable Long memberId,
        @Nullable String externalId,
        @Nullable Long assignmentTaskId,
        Map<String, Object> fieldValues,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** The record as it is now, under the type as it is now. */
    public static DataRecordView now(RecordState state, DataTypeState type, boolean admin) {
        return of(state, state.values().bySlug(type.shownNow(admin)));
    }

    /** The record as it was, with the fields that have been removed since. */
    public static DataRecordView past(RecordState state, DataTypeState type, boolean admin) {
        return of(state, state.values().bySlug(type.shownInHistory(admin)));
    }

    private static DataRecordView of(RecordState state, Map<String, Object> fieldValues) {
        return new DataRecordView(
                state.id(),
                state.dataTypeId(),
                state.memberId(),
                state.externalId(),
                state.assignmentTaskId(),
                fieldValues,
                state.version(),
                state.createdAt(),
                state.updatedAt());
    }
}
