package io.datarecords.api.datatype;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that people search and sort by.
 *
 * @param pattern what the whole text must match, in linear time whatever the pattern
 * @param isPrintable whether control characters are refused
 */
record TextType(Length length, @Nullable Pattern pattern, boolean isPrintable) implements FieldType {

    private static final int USUAL_LENGTH = 10_000;
    private static final int MAX_LENGTH = 100_000;
    private static final int MAX_EXTERNAL_ID_LENGTH = 255;

    static TextType read(Rules rules) {
        return new TextType(Length.read(rules, USUAL_LENGTH, MAX_LENGTH), rules.read("pattern", Patterns::read), false);
    }

    /** The type of a field whose values are the records' external ids. */
    static TextType ofExternalIds(Rules rules) {
        var length = Length.read(rules, MAX_EXTERNAL_ID_LENGTH, MAX_EXTERNAL_ID_LENGTH);
        return new TextType(
                new Length(Math.max(1, length.min()), length.max()), rules.read("pattern", Patterns::read), true);
    }

    /** How many steps it takes at most to match a text, give or take; 0 without a pattern. */
    long steps() {
        return pattern == null ? 0 : Patterns.size(pattern.pattern()) * length.max();
    }

    @Override
    public @Nullable String accept(Object sent, Place place) {
        var text = Text.read(sent, place);
        return text != null && takes(text, place) ? text : null;
    }

    private boolean takes(String text, Place place) {
        boolean takes = length.takes(text, place);
        if (isPrintable && !Text.isPrintable(text)) {
            place.refuse("text", "must not contain control characters");
            takes = false;
        }
        // A text that is too long is not worth matching.
        if (takes && pattern != null && !pattern.matches(text)) {
            place.refuse("pattern", "must match " + pattern);
            takes = false;
        }
        return takes;
    }
}
