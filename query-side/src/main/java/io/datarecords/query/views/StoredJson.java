package io.datarecords.query.views;

import io.datarecords.api.datatype.FieldValues;
import io.datarecords.eventlog.ExactJson;
import tools.jackson.databind.json.JsonMapper;

/** JSON in columns. */
public final class StoredJson {

    private static final JsonMapper JSON = ExactJson.mapper();

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
        return read(json, FieldValues.class);
    }
}
