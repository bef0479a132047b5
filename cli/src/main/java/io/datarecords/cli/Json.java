package io.datarecords.cli;

import io.datarecords.eventlog.ExactJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** JSON as the service speaks it: numbers stay exact. */
final class Json {

    private Json() {}

    static JsonNode read(InputStream json) {
        return ExactJson.mapper().readTree(json);
    }

    static JsonNode read(byte[] json) {
        return ExactJson.mapper().readTree(json);
    }

    /** The lines of an NDJSON answer, each as it comes. Closing the stream ends the answer. */
    static Stream<JsonNode> lines(InputStream ndjson) {
        var reader = new BufferedReader(new InputStreamReader(ndjson, StandardCharsets.UTF_8));
        return reader.lines().map(ExactJson.mapper()::readTree).onClose(() -> close(ndjson));
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String write(Object value) {
        return ExactJson.mapper().writeValueAsString(value);
    }
}
