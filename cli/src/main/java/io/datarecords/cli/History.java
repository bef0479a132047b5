package io.datarecords.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The events of a data type, as far as they are wanted. */
record History(
        Service service,
        long dataType,
        @Nullable String from,
        @Nullable String to,
        @Nullable String types) {

    /** Takes one event after the other. */
    interface Reader {

        void take(String line, long position) throws IOException;
    }

    /** What makes this history another one than that of the same data type with other conditions. */
    String conditions() {
        return "type=" + dataType
                + new Query().with("from", from).with("to", to).with("types", types);
    }

    /**
     * Reads all events after a position.
     *
     * @throws Failure if the service breaks off
     */
    void read(long after, Reader reader) throws IOException {
        try (var lines = lines(after)) {
            for (var line = next(lines); line != null; line = next(lines)) {
                reader.take(line, position(line));
            }
        }
    }

    /** The position of the first event after a position. */
    OptionalLong firstAfter(long after) throws IOException {
        try (var lines = lines(after)) {
            var line = next(lines);
            return line == null ? OptionalLong.empty() : OptionalLong.of(position(line));
        }
    }

    /** The events after one position up to another, as a file of Parquet. */
    InputStream parquet(long after, long upTo) {
        return content(Format.PARQUET, new Query().with("after", after).with("upTo", upTo));
    }

    static long position(String line) {
        return Json.read(line.getBytes(StandardCharsets.UTF_8)).path("position").asLong();
    }

    private BufferedReader lines(long after) {
        return new BufferedReader(new InputStreamReader(
                content(Format.NDJSON, new Query().with("after", after)), StandardCharsets.UTF_8));
    }

    private InputStream content(Format format, Query part) {
        var query = part.with("from", from).with("to", to).with("types", types);
        return service.send(service.requestInWorkspace("/data-types/" + dataType + "/history" + query)
                .header("Accept", format.mediaType())
                .build());
    }

    private static @Nullable String next(BufferedReader lines) {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw Failure.unreachable("the service broke off: " + e.getMessage());
        }
    }
}
