package io.datarecords.api.datatype;

import java.time.DateTimeException;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** A time of day, as {@code 13:45} or {@code 13:45:30}; which of them is kept. */
record TimeType(Range<LocalTime> range) implements FieldType {

    private static final int SHORT = "13:45".length();
    private static final int LONG = "13:45:30".length();

    static @Nullable LocalTime read(@Nullable Object sent, Place place) {
        var text = Text.read(sent, place);
        if (text == null) {
            return null;
        }
        var time = parse(text);
        if (time == null) {
            place.refuse("format", "must be a time like 13:45 or 13:45:30");
        }
        return time;
    }

    private static @Nullable LocalTime parse(String text) {
        if (text.length() != SHORT && text.length() != LONG) {
            return null;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }

    @Override
    public @Nullable Object accept(Object sent, Place place) {
        var time = read(sent, place);
        return time != null && range.takes(time, place) ? sent : null;
    }
}
