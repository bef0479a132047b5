package io.datarecords.api.datatype;

import org.jspecify.annotations.Nullable;

/** The ids of records and members: above 0 and below 2 to the power of 53, so that a double holds them exactly. */
final class Ids {

    private static final long MAX = (1L << 53) - 1;

    private Ids() {}

    /** The id, or null if it is none, which is noted. */
    static @Nullable Long read(Object sent, Place place) {
        var id = Decimals.whole(sent);
        if (id == null || id < 1 || id > MAX) {
            place.refuse("type", "must be an id: a whole number from 1 to " + MAX);
            return null;
        }
        return id;
    }
}
