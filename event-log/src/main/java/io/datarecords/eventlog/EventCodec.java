package io.datarecords.eventlog;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
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

    private static final JsonMapper JSON = ExactJson.mapper();

    private EventCodec() {}

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
}
