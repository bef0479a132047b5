package io.datarecords.standalone.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * What a load came to.
 *
 * @param sortedNanos how long each request took, the shortest first
 * @param statuses    how often each status was answered
 */
record Load(Duration duration, long[] sortedNanos, Map<Integer, Long> statuses) {

    static Load of(Duration duration, long[] nanos, int count, Map<Integer, Long> statuses) {
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new Load(duration, sorted, statuses);
    }

    double perSecond() {
        return sortedNanos.length / (duration.toNanos() / 1e9);
    }

    /** In milliseconds. */
    double percentile(double percent) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        return sortedNanos[(int) Math.min(sortedNanos.length - 1, Math.floor(sortedNanos.length * percent / 100))]
                / 1e6;
    }
}
