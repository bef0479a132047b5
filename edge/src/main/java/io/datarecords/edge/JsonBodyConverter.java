package io.datarecords.edge;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a request's body as exactly one JSON object. */
final class JsonBodyConverter extends AbstractHttpMessageConverter<JsonBody> {

    static final List<MediaType> MEDIA_TYPES =
            List.of(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));

    private final JsonMapper mapper;

    JsonBodyConverter(JsonMapper mapper) {
        super(MEDIA_TYPES.toArray(MediaType[]::new));
        this.mapper = mapper;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == JsonBody.class;
    }

    @Override
    protected boolean canWrite(@Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected JsonBody readInternal(Class<? extends JsonBody> type, HttpInputMessage request) throws IOException {
        try {
            return read(request.getBody());
        } catch (JacksonException malformed) {
            throw new MalformedJson(reason(malformed));
        }
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private JsonBody read(InputStream body) {
        try (var json = mapper.createParser(body)) {
            if (json.nextToken() == null) {
                throw new MalformedJson("it is empty");
            }
            Object value = JsonReader.read(json);
            if (json.nextToken() != null) {
                throw new MalformedJson("something follows the JSON value");
            }
            if (value instanceof Map<?, ?> object) {
                return new JsonBody((Map<String, @Nullable Object>) object);
            }
            throw new MalformedJson("it must be an object: {…}");
        }
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

    @Override
    protected void writeInternal(JsonBody body, HttpOutputMessage response) {
        throw new UnsupportedOperationException("A JsonBody is read, never written");
    }
}
