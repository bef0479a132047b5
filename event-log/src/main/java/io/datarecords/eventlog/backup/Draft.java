package io.datarecords.eventlog.backup;

import io.datarecords.eventlog.ExactJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** A backup that is being written. */
final class Draft {

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final Meter meter;

    Draft(Path folder, Meter meter) {
        this.folder = folder;
        this.meter = meter;
    }

    /**
     * What was written.
     *
     * @param sha256 of the file
     */
    record Events(long count, String sha256) {}

    Events write(Connection connection, Head head) throws SQLException, IOException {
        var events = folder.resolve(Backup.EVENTS);
        var digest = Backup.sha256();
        long count;
        try (var file = new DigestOutputStream(Files.newOutputStream(events), digest);
                var lines = new BufferedWriter(
                        new OutputStreamWriter(new GZIPOutputStream(file, BUFFER), StandardCharsets.UTF_8))) {
            count = write(connection, head.position(), lines);
        }
        Whole.force(events);
        return new Events(count, HexFormat.of().formatHex(digest.digest()));
    }

    void write(Manifest manifest) throws IOException {
        Whole.write(folder.resolve(Backup.MANIFEST), ExactJson.mapper().writeValueAsString(manifest) + "\n");
    }

    private long write(Connection connection, long head, BufferedWriter lines) throws SQLException, IOException {
        long count = 0;
        long from = 0;
        for (var page = EventLines.events(connection, from, head);
                !page.isEmpty();
                page = EventLines.events(connection, from, head)) {
            for (var line : page) {
                lines.write(line.json());
                lines.write('\n');
            }
            count += page.size();
            from = page.getLast().position();
            meter.at(from, head);
        }
        return count;
    }

    /** Removes what came to nothing. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.newDirectoryStream(folder)) {
                for (var each : files) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }
}
