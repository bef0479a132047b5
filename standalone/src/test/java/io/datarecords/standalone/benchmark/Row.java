package io.datarecords.standalone.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A workload at one number of connections, beside its limits in the same run; null where there is none. */
record Row(
        String work,
        int connections,
        Load load,
        @Nullable Double bare,
        @Nullable Double pgbench,
        @Nullable Double wanted) {

    static final String HEAD = """
            | work | connections | per second | p50 ms | p99 ms | answers | bare | pgbench | limit | ratio | wanted |
            |---|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|
            """;

    /** The same cores do both: the limit of a request is the sum of what its two parts cost. */
    @Nullable Double limit() {
        return bare == null || pgbench == null ? null : 1 / (1 / bare + 1 / pgbench);
    }

    String markdown() {
        var limit = limit();
        return "| %s | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        work,
                        connections,
                        whole(load.perSecond()),
                        millis(load.percentile(50)),
                        millis(load.percentile(99)),
                        answers(load.statuses()),
                        whole(bare),
                        whole(pgbench),
                        whole(limit),
                        limit == null ? "" : hundredths(load.perSecond() / limit),
                        wanted == null ? "" : hundredths(wanted));
    }

    private static String answers(Map<Integer, Long> statuses) {
        return statuses.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + whole((double) entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    static String whole(@Nullable Double number) {
        return number == null ? "" : String.format(Locale.ROOT, "%,.0f", number);
    }

    static String millis(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    static String hundredths(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
