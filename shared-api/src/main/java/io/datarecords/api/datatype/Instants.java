package io.datarecords.api.datatype;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Instants as clients write them: RFC 3339 with any offset, in the years 0001 to 9999. */
public final class Instants {

    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d{2}:\\d{2})");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Instants() {}

    /** The instant, or nothing for any other text. */
    public static Optional<Instant> parse(String text) {
        if (!RFC_3339.matches(text)) {
            return Optional.empty();
        }
        try {
            var instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(FIRST) || instant.isAfter(LAST) ? Optional.empty() : Optional.of(instant);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
