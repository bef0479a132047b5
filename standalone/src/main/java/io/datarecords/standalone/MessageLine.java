package io.datarecords.standalone;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message of the topic as one line of JSON.
 *
 * @param value JSON as it was published; null is null
 */
record MessageLine(
        int partition,
        long offset,
        @Nullable String key,
        Map<String, String> headers,
        @JsonRawValue @Nullable String value) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The whole line with its end. */
    static byte[] of(ConsumerRecord<String, byte[]> message) {
        var line = new MessageLine(
                message.partition(),
                message.offset(),
                message.key(),
                headers(message.headers()),
                value(message.value()));
        return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(Headers headers) {
        var shown = new LinkedHashMap<String, String>();
        headers.forEach(header -> shown.put(header.key(), text(header.value())));
        return shown;
    }

    private static @Nullable String value(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        var text = text(bytes);
        // within a JSON text, line breaks stand only where they mean nothing
        return isJson(text) ? text.replace('\n', ' ').replace('\r', ' ') : JSON.writeValueAsString(text);
    }

    private static boolean isJson(String text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JacksonException other) {
            return false;
        }
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
