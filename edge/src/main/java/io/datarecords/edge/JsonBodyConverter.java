package io.datarecords.edge;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/** Reads a request's body as exactly one JSON object. */
final class JsonBodyConverter extends AbstractHttpMessageConverter<JsonBody> {

    static final List<MediaType> MEDIA_TYPES =
            List.of(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));

    private final JsonBodies bodies;

    JsonBodyConverter(JsonBodies bodies) {
        super(MEDIA_TYPES.toArray(MediaType[]::new));
        this.bodies = bodies;
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
        return bodies.body(request.getBody());
    }

    @Override
    protected void writeInternal(JsonBody body, HttpOutputMessage response) {
        throw new UnsupportedOperationException("A JsonBody is read, never written");
    }
}
