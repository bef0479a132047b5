package io.datarecords.query.views;

import io.datarecords.api.datatype.FieldValues;
import java.util.Map;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON in columns. Numbers stay exact: none passes through a binary fraction, and 1.50 keeps its scale. */
public final class StoredJson {

    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    // What was accepted once must be readable for ever: the limits that guard the edge do not apply to what we stored.
    private static final JsonFactory UNLIMITED = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final JsonMapper JSON = JsonMapper.builder(UNLIMITED)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private StoredJson() {}

    public static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** Reads what {@link #write} wrote. */
    public static <T> T read(String json, Class<T> type) {
        return JSON.readValue(json, type);
    }

    /** Field values by key, in no particular order. */
    public static FieldValues values(String json) {
        return new FieldValues(JSON.readValue(json, VALUES));
    }
}
