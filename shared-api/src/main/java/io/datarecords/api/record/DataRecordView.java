package io.datarecords.api.record;

import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.datatype.FieldKey;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A record as a client sees it.
 *
 * @param fieldValues by slug, in the order of the fields; fields without a value, and those that the client may not see, are absent
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
        return of(state, state.values().bySlug(type.fields(), admin));
    }

    /** The record as it was, with the fields that have been removed since. */
    public static DataRecordView past(RecordState state, DataTypeState type, boolean admin) {
        return of(state, type, type.shownInHistory(admin));
    }

    /**
     * The record as it once was under the type as that was then, without what the client may no longer see.
     *
     * @param then the type as it was
     * @param now  the type as it is
     */
    public static DataRecordView again(RecordState state, DataTypeState then, DataTypeState now, boolean admin) {
        return of(state, then, then.shownNow(admin).and(now.shownInHistory(admin)));
    }

    /** The same, made or changed at that time. */
    public DataRecordView changedAt(Instant time) {
        return new DataRecordView(
                id,
                dataTypeId,
                memberId,
                externalId,
                assignmentTaskId,
                fieldValues,
                version,
                version == 1 ? time : createdAt,
                time);
    }

    private static DataRecordView of(RecordState state, DataTypeState type, Predicate<FieldKey> shown) {
        return of(
                state, state.values().bySlug(type.keys().stream().filter(shown).toList()));
    }

    private static DataRecordView of(RecordState state, Map<String, Object> values) {
        return new DataRecordView(
                state.id(),
                state.dataTypeId(),
                state.memberId(),
                state.externalId(),
                state.assignmentTaskId(),
                values,
                state.version(),
                state.createdAt(),
                state.updatedAt());
    }
}
