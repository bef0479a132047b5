package io.datarecords.api.datatype;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the texts of a known format have in common. */
final class Formatted {

    /** The longest {@code maxLength}, and what holds without one. */
    static final int MAX_LENGTH = 10_000;

    private Formatted() {}

    /** The text if it is not too long and has the format; else null, which is noted. */
    static @Nullable String accept(Object sent, Length length, Predicate<String> format, String expected, Place place) {
        var text = Text.read(sent, place);
        if (text == null || !length.takes(text, place)) {
            return null;
        }
        if (!format.test(text)) {
            place.refuse("format", expected);
            return null;
        }
        return text;
    }
}
