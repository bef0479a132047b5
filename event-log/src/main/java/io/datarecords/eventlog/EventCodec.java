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
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events to JSON and back, under stable short names: what is stored never names a Java class. */
final class EventCodec {

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

    /** The revision in which {@link #payload} writes the event. */
    static int revisionOf(DomainEvent event) {
        return Upcasters.OF_TODAY.revisionOf(nameOf(event));
    }

    /**
     * The event that was stored, whatever the revision.
     *
     * @throws IllegalStateException for an event that a later release has written
     */
    static DomainEvent event(String name, int revision, String payload) {
        return event(name, revision, payload, Upcasters.OF_TODAY);
    }

    static DomainEvent event(String name, int revision, String payload, Upcasters upcasters) {
        var type = CLASSES.get(name);
        int current = upcasters.revisionOf(name);
        if (type == null || revision < 1 || revision > current) {
            throw new IllegalStateException("event: " + name + " revision " + revision + " (expected: one of "
                    + CLASSES.keySet() + ", this one up to revision " + current
                    + "); it was written by another release");
        }
        return revision == current
                ? JSON.readValue(payload, type)
                : JSON.treeToValue(upcasters.upcast(name, revision, (ObjectNode) JSON.readTree(payload)), type);
    }

    /** The names of all events. */
    static Set<String> names() {
        return CLASSES.keySet();
    }

    static String metadata(Map<String, ?> metadata) {
        return JSON.writeValueAsString(metadata);
    }

    static Map<String, Object> metadata(String metadata) {
        return JSON.readValue(metadata, MAP);
    }
}
