package io.datarecords.api.datatype;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An instant of the years 0001 to 9999, sent in RFC 3339 with any offset and kept in UTC. */
record DateTimeType(Range<Instant> range) implements FieldType {

    static @Nullable Instant read(@Nullable Object sent, Place place) {
        var text = Text.read(sent, place);
        if (text == null) {
            return null;
        }
        var instant = Instants.parse(text).orElse(null);
        if (instant == null) {
            place.refuse("format", "must be a date and time with offset like 2024-01-15T13:45:30Z");
        }
        return instant;
    }

    @Override
    public @Nullable String accept(Object sent, Place place) {
        var instant = read(sent, place);
        return instant != null && range.takes(instant, place) ? instant.toString() : null;
    }
}
