package io.datarecords.api.datatype;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An exact decimal number, kept as it was sent.
 *
 * @param scale the most decimal places that a value may need
 */
record NumberType(Range<BigDecimal> range, int scale) implements FieldType {

    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 38;
    private static final int MAX_SCALE = MAX_DIGITS + MAX_EXPONENT;

    static NumberType read(Rules rules) {
        return new NumberType(Range.read(rules, NumberType::read), rules.count("scale", MAX_SCALE, MAX_SCALE));
    }

    static @Nullable BigDecimal read(@Nullable Object sent, Place place) {
        if (!(sent instanceof Number number)) {
            place.refuse("type", "must be a number");
            return null;
        }
        var exact = Decimals.exact(number);
        if (!Decimals.hasExponentWithin(MAX_EXPONENT, exact)) {
            place.refuse("precision", "must have an exponent from -" + MAX_EXPONENT + " to " + MAX_EXPONENT);
            return null;
        }
        if (Decimals.significantDigits(exact) > MAX_DIGITS) {
            place.refuse("precision", "must have at most " + MAX_DIGITS + " significant digits");
            return null;
        }
        return exact;
    }

    @Override
    public @Nullable Object accept(Object sent, Place place) {
        var exact = read(sent, place);
        return exact != null && takes(exact, place) ? sent : null;
    }

    private boolean takes(BigDecimal number, Place place) {
        boolean fits = Decimals.decimalPlaces(number) <= scale;
        if (!fits) {
            place.refuse("scale", "must have at most " + scale + " decimal places");
        }
        return range.takes(number, place) && fits;
    }
}
