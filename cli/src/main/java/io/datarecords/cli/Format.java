package io.datarecords.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How records and events stand in a file. */
enum Format {
    CSV("text/csv"),
    NDJSON("application/x-ndjson"),
    PARQUET("application/vnd.apache.parquet");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** What the file's name ends with. */
    static Optional<Format> of(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith("." + format))
                .findFirst();
    }

    /** The name on the command line, and what files' names end with. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
