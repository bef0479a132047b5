package io.datarecords.api.datatype;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON without spaces, in UTF-8 and with numbers in plain notation: what a value is measured as. */
final class CompactJson {

    private static final int SHORT_ESCAPE = 2;
    private static final int LONG_ESCAPE = 6;

    private CompactJson() {}

    /** How many bytes the value takes. */
    static long size(@Nullable Object value) {
        return switch (value) {
            case null -> "null".length();
            case Boolean flag -> flag.toString().length();
            case Number number -> Decimals.plainLength(Decimals.exact(number));
            case String text -> quotedSize(text);
            case List<?> array ->
                listSize(array.stream().mapToLong(CompactJson::size).sum(), array.size());
            case Map<?, ?> object ->
                listSize(
                        object.entrySet().stream()
                                .mapToLong(CompactJson::memberSize)
                                .sum(),
                        object.size());
            default -> throw new IllegalArgumentException("value: " + value.getClass() + " (expected: a JSON value)");
        };
    }

    private static long memberSize(Map.Entry<?, ?> member) {
        return size(member.getKey()) + 1 + size(member.getValue());
    }

    private static long listSize(long parts, int count) {
        return 2 + parts + Math.max(0, count - 1);
    }

    private static long quotedSize(String text) {
        return 2 + text.codePoints().mapToLong(CompactJson::characterSize).sum();
    }

    private static int characterSize(int codePoint) {
        return switch (codePoint) {
            case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> SHORT_ESCAPE;
            default -> codePoint < ' ' ? LONG_ESCAPE : utf8Size(codePoint);
        };
    }

    private static int utf8Size(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return Character.isBmpCodePoint(codePoint) ? 3 : 4;
    }
}
