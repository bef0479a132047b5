package io.datarecords.eventlog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.datarecords.api.DomainEvent;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Events to JSON and back, under stable short names: what is stored never names a Java class. */
final class EventCodec {

    /** The revision in which every event is written today. */
    static final int REVISION = 1;

    private static final Map<String, Class<? extends DomainEvent>> CLASSES = Map.of(
            "RecordCreated", RecordCreated.class,
            "FieldsUpdated", FieldsUpdated.class,
            "RecordDeleted", RecordDeleted.class,
            "DataTypeDefined", DataTypeDefined.class,
            "DataTypeRevised", DataTypeRevised.class,
            "DataTypeArchived", DataTypeArchived.class,
            "DataTypeUnarchived", DataTypeUnarchived.class,
            "DataTypeDeleted", DataTypeDeleted.class);

    private static final Map<Class<?>, String> NAMES =
            CLASSES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    // Written out plainly, a number is longer than the edge's limit for how it may be sent.
    private static final int MAX_NUMBER_LENGTH = 10_000;

    static final JsonMapper JSON = exact(JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build()))
            .build();

    private EventCodec() {}

    /** Numbers stay exact: no value passes through a binary fraction. */
    static JsonMapper.Builder exact(JsonMapper.Builder json) {
        return json.enable(DeserializationFeature.USE_LONG_FOR_INTS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .addMixIn(FieldValues.class, PlainMap.class);
    }

    static String nameOf(DomainEvent event) {
        return Objects.requireNonNull(NAMES.get(event.getClass()), () -> "event: " + event.getClass() + " has no name");
    }

    static String payload(DomainEvent event) {
        return JSON.writeValueAsString(event);
    }

    /** @throws IllegalStateException for an event that a later release has written */
    static DomainEvent event(String name, int revision, String payload) {
        var type = CLASSES.get(name);
        if (type == null || revision != REVISION) {
            throw new IllegalStateException("event: " + name + " revision " + revision + " (expected: one of "
                    + CLASSES.keySet() + " revision " + REVISION + "); it was written by another release");
        }
        return JSON.readValue(payload, type);
    }

    static String metadata(Map<String, ?> metadata) {
        return JSON.writeValueAsString(metadata);
    }

    static Map<String, Object> metadata(String metadata) {
        return JSON.readValue(metadata, MAP);
    }

    /** Field values are stored as the plain object that they are. */
    private abstract static class PlainMap {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        PlainMap(@SuppressWarnings("unused") Map<String, @Nullable Object> byKey) {}

        @JsonValue
        abstract Map<String, @Nullable Object> byKey();
    }
}
