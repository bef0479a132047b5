package io.datarecords.api.datatype;

import io.datarecords.api.Texts;
import org.jspecify.annotations.Nullable;

/** What holds for strings everywhere. Lengths count code points. */
final class Text {

    private Text() {}

    /** The string, or null if it is none or no database could keep it, which is noted. */
    static @Nullable String read(@Nullable Object sent, Place place) {
        if (!(sent instanceof String text)) {
            place.refuse("type", "must be a string");
            return null;
        }
        return isWellFormed(text, place) ? text : null;
    }

    static boolean isWellFormed(String text, Place place) {
        boolean wellFormed = Texts.isWellFormed(text);
        if (!wellFormed) {
            place.refuse("text", "must not contain NUL or a lone surrogate");
        }
        return wellFormed;
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Whether no code point is a control character: neither C0, DEL nor C1. */
    static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(Character::isISOControl);
    }
}
