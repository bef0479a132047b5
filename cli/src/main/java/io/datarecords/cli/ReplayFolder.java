package io.datarecords.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** A folder with the parts of one history, each named after the position that its events come after. */
record ReplayFolder(Path path, Format format) {

    private static final String CONDITIONS = "replay.txt";

    /**
     * The folder, made if it is not there.
     *
     * @throws Failure if it has another history's parts
     */
    static ReplayFolder of(Path path, History history, Format format) throws IOException {
        Files.createDirectories(path);
        var conditions = path.resolve(CONDITIONS);
        var wanted = format + " " + history.conditions();
        if (!Files.exists(conditions)) {
            Files.writeString(conditions, wanted);
        } else if (!Files.readString(conditions).equals(wanted)) {
            throw Failure.refused(
                    path + " has another replay: " + Files.readString(conditions) + " (this one: " + wanted + ")");
        }
        return new ReplayFolder(path, format);
    }

    /** The part whose events come after a position. */
    Path part(long after) {
        return path.resolve(String.format(Locale.ROOT, "events-%016d.%s", after, format));
    }

    Optional<Path> lastPart() throws IOException {
        try (var files = Files.list(path)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("events-[0-9]{16}\\." + format))
                    .max(Comparator.naturalOrder());
        }
    }

    /** The position that a part's events come after. */
    static long after(Path part) {
        return Long.parseLong(String.valueOf(part.getFileName()).replaceAll("events-|\\..*", ""));
    }
}
