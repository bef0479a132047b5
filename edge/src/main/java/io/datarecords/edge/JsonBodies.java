package io.datarecords.edge;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what clients send as JSON: exactly one value, and nothing after it. */
public final class JsonBodies {

    private final JsonMapper mapper;

    JsonBodies(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** The one object that is sent as UTF-8. */
    public JsonBody body(byte[] sent) {
        return body(new ByteArrayInputStream(sent));
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    JsonBody body(InputStream sent) {
        try (var json = mapper.createParser(sent)) {
            if (only(json) instanceof Map<?, ?> object) {
                return new JsonBody((Map<String, @Nullable Object>) object);
            }
            throw new MalformedJson("it must be an object: {…}");
        } catch (JacksonException malformed) {
            throw new MalformedJson(reason(malformed));
        }
    }

    /** What a text says, as values in bodies are read. */
    public @Nullable Object value(String text) {
        try (var json = mapper.createParser(text.getBytes(StandardCharsets.UTF_8))) {
            return only(json);
        } catch (JacksonException malformed) {
            throw new MalformedJson(reason(malformed));
        }
    }

    private static @Nullable Object only(JsonParser json) {
        if (json.nextToken() == null) {
            throw new MalformedJson("it is empty");
        }
        Object value = JsonReader.read(json);
        if (json.nextToken() != null) {
            throw new MalformedJson("something follows the JSON value");
        }
        return value;
    }

    private static String reason(JacksonException malformed) {
        var at = malformed.getLocation();
        var where =
                at == null || at.getLineNr() < 1 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        if (malformed instanceof StreamConstraintsException) {
            return "nested deeper than " + JsonConfiguration.MAX_DEPTH + ", or a number or name is too long" + where;
        }
        boolean duplicate = malformed.getOriginalMessage().startsWith("Duplicate");
        return (duplicate ? "a property is given twice" : "not well-formed JSON in UTF-8") + where;
    }
}
