package io.datarecords.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A file of the rows that were not taken, ready to be corrected and imported, and one beside it that says why. */
final class RefusedRows implements AutoCloseable {

    private final Path file;
    private final byte[] header;
    private @Nullable OutputStream rows;
    private @Nullable OutputStream reasons;

    RefusedRows(Path file, byte[] header) {
        this.file = file;
        this.header = header;
    }

    /** Where the reasons are, each with the number that its row had. */
    Path reasons() {
        return file.resolveSibling(file.getFileName() + ".reasons.ndjson");
    }

    void add(byte[] row, JsonNode answer) throws IOException {
        if (rows == null || reasons == null) {
            rows = Files.newOutputStream(file);
            rows.write(header);
            reasons = Files.newOutputStream(reasons());
        }
        rows.write(row);
        reasons.write((Json.write(answer) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    boolean isEmpty() {
        return rows == null;
    }

    @Override
    public void close() throws IOException {
        if (rows != null && reasons != null) {
            rows.close();
            reasons.close();
        }
    }
}
