package io.datarecords.api.datatype;

import org.jspecify.annotations.Nullable;

/** A whole number of 64 bits. */
record IntegerType(Range<Long> range) implements FieldType {

    static @Nullable Long read(@Nullable Object sent, Place place) {
        var whole = Decimals.whole(sent);
        if (whole == null) {
            place.refuse("type", "must be a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE);
        }
        return whole;
    }

    @Override
    public @Nullable Long accept(Object sent, Place place) {
        var whole = read(sent, place);
        return whole != null && range.takes(whole, place) ? whole : null;
    }
}
