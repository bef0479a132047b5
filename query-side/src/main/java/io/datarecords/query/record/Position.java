package io.datarecords.query.record;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a row in a sorted list.
 *
 * @param isValued whether it is among those that have a value to be sorted by
 * @param key      that value as PostgreSQL writes it, or null where only the id counts
 */
record Position(boolean isValued, @Nullable String key, long id) {

    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,100}(?:\\.[0-9]{1,100})?");

    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z");

    /** Whether it is an instant that PostgreSQL takes. */
    static boolean isTime(String key) {
        try {
            return TIME.matcher(key).matches() && Instant.parse(key).getEpochSecond() > FIRST;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    static boolean isNumber(String key) {
        return NUMBER.matcher(key).matches();
    }
}
