package io.datarecords.standalone.benchmark;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * Measures what is done with the history: {@code benchmarks/history} starts it. The service runs as {@code ./run} starts
 * it, without Kafka, with a heap of 256 MB.
 */
public final class History {

    static final String HEAP = "-Xmx256m";
    private static final int WHOLE = 1_000_000;
    private static final Path DOCUMENT = Path.of("..", "docs", "performance-history.md");

    private final List<String> facts = new ArrayList<>();

    private History() {}

    /** With an argument it is a shorter run: how many records, a multiple of 100. With two, it is of {@code past} or {@code rebuild} alone. */
    public static void main(String[] arguments) throws Exception {
        int records = arguments.length == 0 ? WHOLE : Integer.parseInt(arguments[0]);
        var history = new History();
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "history-");
        try {
            history.measure(folder, records, arguments.length > 1 ? arguments[1] : "");
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        if (records == WHOLE && arguments.length < 2) {
            Files.writeString(DOCUMENT, history.document(records));
        }
    }

    private void measure(Path folder, int records, String alone) throws Exception {
        try (var service = StandaloneProcess.atFullSpeed(folder.resolve("data"), List.of(HEAP), "--no-kafka")) {
            var database = service.database();
            var manager = Client.manager(service);
            Report.say("Putting " + Row.whole(records) + " records into the log …");
            var visits = Visits.define(manager, database, records);
            new Views(database).await(visits.position());
            new Views(database).settle();
            if (alone.isEmpty()) {
                new ExportRun(service, manager, visits).measure(this::add);
                new ImportRun(service, manager, visits).measure(this::add);
            }
            if (!alone.equals("rebuild")) {
                new PastRun(service, manager, visits).measure(this::add);
            }
            if (!alone.equals("past")) {
                new RebuildRun(service, manager, visits).measure(this::add);
            }
        }
    }

    private void add(String fact) {
        facts.add(fact);
        Report.say(fact);
    }

    private String document(int records) {
        var text = new StringBuilder("""
                # How fast the history is read

                Written by `benchmarks/history`: %s records of one data type, a heap of 256 MB, service, database and loader on one machine, measured on %s: %s.

                """.formatted(Row.whole(records), LocalDate.now(), Machine.describe()));
        facts.forEach(fact -> text.append("- ").append(fact).append('\n'));
        return text.toString();
    }
}
