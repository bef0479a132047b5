package io.datarecords.api.datatype;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A day of the years 0001 to 9999, as {@code 2024-01-15}. */
record DateType(Range<LocalDate> range) implements FieldType {

    private static final int LENGTH = "2024-01-15".length();

    static @Nullable LocalDate read(@Nullable Object sent, Place place) {
        var text = Text.read(sent, place);
        if (text == null) {
            return null;
        }
        var date = parse(text);
        if (date == null) {
            place.refuse("format", "must be a date like 2024-01-15");
        }
        return date;
    }

    private static @Nullable LocalDate parse(String text) {
        if (text.length() != LENGTH) {
            return null;
        }
        try {
            var date = LocalDate.parse(text);
            return date.getYear() > 0 ? date : null;
        } catch (DateTimeException _) {
            return null;
        }
    }

    @Override
    public @Nullable Object accept(Object sent, Place place) {
        var date = read(sent, place);
        return date != null && range.takes(date, place) ? sent : null;
    }
}
