package io.datarecords.standalone.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** Chance that is the same every time. */
final class Chance {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    private static final int DAYS = 260;

    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    /** True once in {@code n} times. */
    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    int about(double mean, double deviation) {
        return (int) Math.round(mean + deviation * random.nextGaussian());
    }

    /** At least 0. */
    BigDecimal about(double mean, double deviation, int scale) {
        double value = Math.max(0, mean + deviation * random.nextGaussian());
        return BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_UP);
    }

    /** Of somebody grown up, of up to 90 years. */
    LocalDate birthday() {
        return FIRST_DAY.minusDays(between(18 * 366, 90 * 365));
    }

    /** In opening hours. */
    Instant appointment() {
        var day = FIRST_DAY.plusDays(between(0, DAYS));
        var minutes = between(8 * 12, 17 * 12) * 5;
        return day.atStartOfDay().plus(minutes, ChronoUnit.MINUTES).toInstant(ZoneOffset.UTC);
    }
}
