package io.datarecords.standalone.benchmark;

import io.datarecords.standalone.benchmark.Limits.Limit;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A workload at one number of connections.
 *
 * @param limit  measured in the same run, or null
 * @param wanted the ratio that is wanted at least, or null
 * @param behind how many events the views were behind when it ended
 */
record Row(
        String work,
        int connections,
        Load load,
        @Nullable Limit limit,
        @Nullable Double wanted,
        long behind) {

    static final String HEAD = """
            | work | connections | per second | p50 ms | p99 ms | answers | bare | pgbench | limit | ratio | wanted | views behind |
            |---|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|
            """;

    String markdown() {
        var whole = limit == null ? OptionalDouble.empty() : limit.whole();
        return "| %s | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        work,
                        connections,
                        whole(load.perSecond()),
                        millis(load.percentile(50)),
                        millis(load.percentile(99)),
                        answers(load.statuses()),
                        limit == null ? "" : whole(limit.bare()),
                        limit == null ? "" : whole(limit.pgbench()),
                        whole(whole),
                        whole.isEmpty() ? "" : hundredths(load.perSecond() / whole.getAsDouble()),
                        wanted == null ? "" : hundredths(wanted),
                        behind == 0 ? "" : whole((double) behind));
    }

    private static String answers(Map<Integer, Long> statuses) {
        return statuses.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + whole((double) entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String whole(OptionalDouble number) {
        return number.isPresent() ? whole(number.getAsDouble()) : "";
    }

    static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    static String millis(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    static String hundredths(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
