package io.datarecords.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The history of a data type, to work with elsewhere. */
@Command(
        name = "replay",
        description = {
            "Writes every event of a data type and its records to files, or to a Kafka topic of your own.",
            "Run again with the same words, it goes on after what is in the files. Needs records:admin."
        })
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private final Service service = new Service();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "TYPE", description = "The data type, by its slug or id.")
    private String type = "";

    @ArgGroup(multiplicity = "1")
    private Destination destination = new Destination();

    @Option(names = "--from", paramLabel = "INSTANT", description = "Only events at this time or later.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Only events before this time.")
    private @Nullable String to;

    @Option(names = "--types", paramLabel = "NAMES", description = "Only these, like RecordCreated,RecordDeleted.")
    private @Nullable String types;

    @Option(names = "--after", paramLabel = "POSITION", description = "Only events after this position of the log.")
    private long after;

    /** Where the events go. */
    private static final class Destination {

        @ArgGroup(exclusive = false)
        private @Nullable Files files;

        @ArgGroup(exclusive = false)
        private @Nullable Topic topic;
    }

    private static final class Files {

        @Option(names = "--to-folder", paramLabel = "FOLDER", required = true, description = "A folder for the files.")
        private Path folder = Path.of("");

        @Option(names = "--format", paramLabel = "ndjson|parquet", description = "Of the files (default: ndjson).")
        private Format format = Format.NDJSON;
    }

    private static final class Topic {

        @Option(names = "--to-topic", paramLabel = "TOPIC", required = true, description = "A topic that there is.")
        private String name = "";

        @Option(
                names = "--bootstrap-servers",
                paramLabel = "HOST:PORT",
                required = true,
                description = "The Kafka that has it.")
        private String servers = "";
    }

    @Override
    public Integer call() throws IOException {
        var history = new History(service, service.dataType(type), from, to, types);
        // Of a file of Parquet nobody here sees how many events are in it.
        var unit = isParquet() ? "bytes" : "events";
        try (var progress = output.progress("Replaying, " + unit)) {
            long amount = replay(history, progress);
            output.print(Map.of(unit, amount), amount + " " + unit);
        }
        return ExitCode.OK;
    }

    private boolean isParquet() {
        return destination.files != null && destination.files.format == Format.PARQUET;
    }

    private long replay(History history, Progress progress) throws IOException {
        if (destination.topic != null) {
            return new TopicReplay(destination.topic.name, destination.topic.servers).run(history, after, progress);
        }
        var files = destination.files == null ? new Files() : destination.files;
        return switch (files.format) {
            case NDJSON ->
                new LineReplay(ReplayFolder.of(files.folder, history, files.format)).run(history, after, progress);
            case PARQUET ->
                new ParquetReplay(ReplayFolder.of(files.folder, history, files.format)).run(history, after, progress);
            case CSV -> throw Failure.refused("--format csv (expected: ndjson or parquet)");
        };
    }
}
