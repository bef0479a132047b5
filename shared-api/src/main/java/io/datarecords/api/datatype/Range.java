package io.datarecords.api.datatype;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The rules {@code min} and {@code max}, both inclusive; null: no bound. */
record Range<T extends Comparable<? super T>>(
        @Nullable T min, @Nullable T max) {

    static <T extends Comparable<? super T>> Range<T> read(Rules rules, Rules.Reader<T> reader) {
        var min = rules.read("min", reader);
        var max = rules.read("max", reader);
        if (min != null && max != null && min.compareTo(max) > 0) {
            rules.refuse("min", "max", "must be at most max, which is " + shown(max));
        }
        return new Range<>(min, max);
    }

    /** Whether the value is within; notes it if not. */
    boolean takes(T value, Place place) {
        if (min != null && value.compareTo(min) < 0) {
            place.refuse("min", "must be at least " + shown(min));
            return false;
        }
        if (max != null && value.compareTo(max) > 0) {
            place.refuse("max", "must be at most " + shown(max));
            return false;
        }
        return true;
    }

    private static String shown(Object bound) {
        return bound instanceof BigDecimal number ? number.toPlainString() : bound.toString();
    }
}
