package io.datarecords.api.datatype;

import io.datarecords.api.Texts;
import org.jspecify.annotations.Nullable;

/** Any JSON, within bounds that keep what stores and shows it safe. */
record JsonType() implements FieldType {

    private static final int MAX_BYTES = 64 * 1024;
    /** Far beyond what a double holds, far below what is a burden to write out in plain notation. */
    private static final int MAX_EXPONENT = 400;

    @Override
    public @Nullable Object accept(Object sent, Place place) {
        if (JsonValues.isDeeperThan(Schema.MAX_JSON_DEPTH, sent)) {
            place.refuse("depth", "must be nested at most " + Schema.MAX_JSON_DEPTH + " levels deep");
            return null;
        }
        return isStorable(sent, place) ? sent : null;
    }

    private static boolean isStorable(Object value, Place place) {
        boolean isStorable = true;
        if (!JsonValues.allLeaves(value, JsonType::isWellFormed)) {
            place.refuse("text", "must not contain NUL or a lone surrogate in any key or string");
            isStorable = false;
        }
        if (!JsonValues.allLeaves(value, JsonType::isModest)) {
            place.refuse("precision", "must have numbers with exponents from -" + MAX_EXPONENT + " to " + MAX_EXPONENT);
            isStorable = false;
        }
        if (CompactJson.size(value) > MAX_BYTES) {
            place.refuse("size", "must take at most " + MAX_BYTES + " bytes as JSON");
            isStorable = false;
        }
        return isStorable;
    }

    private static boolean isWellFormed(@Nullable Object leaf) {
        return !(leaf instanceof String text) || Texts.isWellFormed(text);
    }

    private static boolean isModest(@Nullable Object leaf) {
        return !(leaf instanceof Number number) || Decimals.hasExponentWithin(MAX_EXPONENT, Decimals.exact(number));
    }
}
