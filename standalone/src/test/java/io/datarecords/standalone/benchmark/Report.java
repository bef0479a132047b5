package io.datarecords.standalone.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What was measured: said as it comes, and written down as a whole. */
final class Report {

    private static final Path DOCUMENT = Path.of("..", "docs", "performance.md");
    private static final String BEGIN = "<!-- What follows is written by benchmarks/run. -->\n";

    private final List<Row> rows = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();

    static void say(String text) {
        System.err.println(text);
    }

    void add(Row row) {
        rows.add(row);
        say(row.markdown().strip());
    }

    /** One figure, in a sentence. */
    void add(String fact) {
        facts.add(fact);
        say(fact);
    }

    /** Of a workload that has been measured. */
    double rateOf(String work, int connections) {
        return rows.stream()
                .filter(row -> row.work().equals(work) && row.connections() == connections)
                .findFirst()
                .orElseThrow()
                .load()
                .perSecond();
    }

    String markdown() {
        var text = new StringBuilder(Row.HEAD);
        rows.forEach(row -> text.append(row.markdown()));
        text.append('\n');
        facts.forEach(fact -> text.append("- ").append(fact).append('\n'));
        return text.toString();
    }

    /** Puts it in the place of the last run's. */
    void write() throws IOException {
        var document = Files.readString(DOCUMENT);
        var kept = document.substring(0, document.indexOf(BEGIN) + BEGIN.length());
        var heading = "\n## Measured on %s\n\n%s.\n\n".formatted(LocalDate.now(), Machine.describe());
        Files.writeString(DOCUMENT, kept + heading + markdown());
    }
}
