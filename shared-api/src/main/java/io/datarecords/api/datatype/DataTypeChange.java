package io.datarecords.api.datatype;

import io.datarecords.api.access.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One event of a data type's audit trail.
 *
 * @param version   the version that the event led to
 * @param changedBy who made it happen
 * @param changes   what differs from the version before, in the order of {@link DataTypeView}'s properties
 */
public record DataTypeChange(
        long version, Kind type, Instant changedAt, Actor changedBy, List<PropertyChange> changes) {

    public DataTypeChange {
        changes = List.copyOf(changes);
    }

    /** What happened. A deletion leaves no trail to read. */
    public enum Kind {
        DEFINED,
        REVISED,
        ARCHIVED,
        UNARCHIVED;

        /** The name in the REST API. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A property before and after, each as {@link DataTypeView} shows it; null stands for none.
     *
     * @param property its name; {@code fields/<slug>} for one field, which is added if it comes from null and removed if
     *                 it goes to null; {@code fields} for the order of all of them, by their slugs
     */
    public record PropertyChange(
            String property,
            @Nullable Object from,
            @Nullable Object to) {}
}
