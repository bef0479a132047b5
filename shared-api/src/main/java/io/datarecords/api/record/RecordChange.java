package io.datarecords.api.record;

import io.datarecords.api.access.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One event of a record's audit trail, as far as the reader may see it.
 *
 * @param version   the version that the event led to
 * @param changedBy who made it happen
 */
public record RecordChange(long version, Kind type, Instant changedAt, Actor changedBy, List<FieldChange> changes) {

    public RecordChange {
        changes = List.copyOf(changes);
    }

    /** What happened. A deletion leaves no trail to read. */
    public enum Kind {
        CREATED,
        UPDATED;

        /** The name in the REST API. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A field's value before and after; null stands for none.
     *
     * @param field the field's slug
     */
    public record FieldChange(
            String field, @Nullable Object from, @Nullable Object to) {}
}
