package io.datarecords.api.datatype;

import org.jspecify.annotations.Nullable;

/** What holds for strings everywhere. Lengths count code points. */
final class Text {

    private static final char REPLACEMENT = '\uFFFD';

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
        boolean wellFormed = isWellFormed(text);
        if (!wellFormed) {
            place.refuse("text", "must not contain NUL or a lone surrogate");
        }
        return wellFormed;
    }

    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || isLoneSurrogate(point));
    }

    /** The string as UTF-8 can show it. */
    static String encodable(String text) {
        return text.codePoints()
                .map(point -> isLoneSurrogate(point) ? REPLACEMENT : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Whether no code point is a control character: neither C0, DEL nor C1. */
    static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(Character::isISOControl);
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
