package io.datarecords.api.datatype;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** An instant of the years 0001 to 9999, sent in RFC 3339 with any offset and kept in UTC. */
record DateTimeType(Range<Instant> range) implements FieldType {

    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d{2}:\\d{2})");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    static @Nullable Instant read(@Nullable Object sent, Place place) {
        var text = Text.read(sent, place);
        if (text == null) {
            return null;
        }
        var instant = parse(text);
        if (instant == null) {
            place.refuse("format", "must be a date and time with offset like 2024-01-15T13:45:30Z");
        }
        return instant;
    }

    private static @Nullable Instant parse(String text) {
        if (!RFC_3339.matches(text)) {
            return null;
        }
        try {
            var instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(FIRST) || instant.isAfter(LAST) ? null : instant;
        } catch (DateTimeException _) {
            return null;
        }
    }

    @Override
    public @Nullable String accept(Object sent, Place place) {
        var instant = read(sent, place);
        return instant != null && range.takes(instant, place) ? instant.toString() : null;
    }
}
