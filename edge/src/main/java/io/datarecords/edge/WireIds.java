package io.datarecords.edge;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Ids as clients send them: whole numbers below 2^53, so that every JSON reader keeps them exactly. */
final class WireIds {

    static final long MAX = (1L << 53) - 1;
    static final String EXPECTED = "must be a whole number from 1 to " + MAX;

    private static final Pattern CANONICAL = Pattern.compile("0|[1-9][0-9]{0,15}");

    private WireIds() {}

    /** Whether it is an id that something may have; 0 is nothing's. */
    static boolean isGiven(long id) {
        return id >= 1 && id <= MAX;
    }

    private static boolean isValid(long id) {
        return id >= 0 && id <= MAX;
    }

    /** The id, or nothing for any other text; leading zeros and signs are no second spelling. */
    static OptionalLong parse(String text) {
        if (!CANONICAL.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        long id = Long.parseLong(text);
        return isValid(id) ? OptionalLong.of(id) : OptionalLong.empty();
    }
}
