package io.datarecords.api.datatype;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Exact numbers. Nothing here writes a number out, so that 1e999999999 costs no more than 1. */
final class Decimals {

    private static final int LONG_BITS = 63;

    private Decimals() {}

    /**
     * The exact value of a number.
     *
     * @throws IllegalArgumentException for a kind of number that no JSON value is read as
     */
    static BigDecimal exact(Number number) {
        return switch (number) {
            case BigDecimal exact -> exact;
            case BigInteger whole -> new BigDecimal(whole);
            case Long whole -> BigDecimal.valueOf(whole);
            case Integer whole -> BigDecimal.valueOf(whole);
            default -> throw new IllegalArgumentException("number: " + number.getClass() + " (expected: an exact one)");
        };
    }

    /** The whole number that was sent as one and fits 64 bits, else null. 3.0 was not sent as one. */
    static @Nullable Long whole(@Nullable Object sent) {
        return switch (sent) {
            case Long whole -> whole;
            case Integer whole -> whole.longValue();
            case BigInteger whole when whole.bitLength() <= LONG_BITS -> whole.longValue();
            case null, default -> null;
        };
    }

    /** Whether the number in scientific notation, as in 1.23E+4, has an exponent from {@code -most} to {@code most}. */
    static boolean hasExponentWithin(int most, BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale() - 1) <= most;
    }

    /** How many digits count: not the zeros that a whole number ends in, but those that a fraction ends in. */
    static int significantDigits(BigDecimal number) {
        return number.scale() > 0
                ? number.precision()
                : number.stripTrailingZeros().precision();
    }

    /** How many decimal places the value needs: 1 for 1.50. */
    static int decimalPlaces(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    /** How many characters {@link BigDecimal#toPlainString} would give. */
    static long plainLength(BigDecimal number) {
        long sign = number.signum() < 0 ? 1 : 0;
        long digits = number.precision();
        long scale = number.scale();
        if (scale > 0) {
            return sign + Math.max(digits, scale + 1) + 1;
        }
        return number.signum() == 0 ? 1 : sign + digits - scale;
    }
}
