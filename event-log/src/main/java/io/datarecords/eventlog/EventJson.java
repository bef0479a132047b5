package io.datarecords.eventlog;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.access.Actor;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeEvent;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import io.datarecords.api.datatype.DataTypeView;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldKey;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordEvent;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events as others get them, straight into bytes: every event that is published or exported passes here. What it
 * writes is a promise, so each property is named here and none follows from the shape of a class.
 */
public final class EventJson {

    private static final JsonMapper MAPPER = ExactJson.mapper();
    private static final int USUAL_SIZE = 1024;

    private final JsonGenerator json;

    private EventJson(JsonGenerator json) {
        this.json = json;
    }

    /** The event as the value of a message, whose headers say the rest. */
    public static byte[] of(LoggedEvent logged, String dataTypeSlug) {
        return written(json -> {
            json.json.writeStartObject();
            json.write(logged, dataTypeSlug);
            json.json.writeEndObject();
        });
    }

    /** The event alone: its id and type, and then what a message has. */
    public static byte[] whole(LoggedEvent logged, String dataTypeSlug) {
        return written(json -> {
            json.json.writeStartObject();
            json.json.writeStringProperty("id", logged.eventId().toString());
            json.json.writeStringProperty("type", logged.type());
            json.write(logged, dataTypeSlug);
            json.json.writeEndObject();
        });
    }

    /** What the event says of a record or a data type, alone; null for one that has nothing to say but that it happened. */
    public static @Nullable String data(DomainEvent event) {
        return switch (event) {
            case RecordCreated created -> text(json -> json.writeValues(created.values()));
            case FieldsUpdated updated -> text(json -> json.writeValues(updated.changes()));
            case DataTypeDefined defined -> text(json -> json.writeObject(defined));
            case DataTypeRevised revised -> text(json -> json.writeObject(revised));
            case RecordDeleted _, DataTypeArchived _, DataTypeUnarchived _, DataTypeDeleted _ -> null;
            default -> throw unknown(event);
        };
    }

    private static String text(Consumer<EventJson> writing) {
        return new String(written(writing), StandardCharsets.UTF_8);
    }

    private static byte[] written(Consumer<EventJson> writing) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (var json = MAPPER.createGenerator(bytes)) {
            writing.accept(new EventJson(json));
        }
        return bytes.toByteArray();
    }

    /** What is said of an event that is neither a record's nor a data type's. */
    public static IllegalArgumentException unknown(DomainEvent event) {
        return new IllegalArgumentException(
                "event: " + event.getClass() + " (expected: one of a record or of a data type)");
    }

    private void write(LoggedEvent logged, String dataTypeSlug) {
        json.writeNumberProperty("position", logged.position());
        json.writeNumberProperty("version", logged.version());
        json.writeStringProperty("workspace", logged.event().workspace().toString());
        json.writeNumberProperty("dataTypeId", logged.event().dataTypeId());
        json.writeStringProperty("dataTypeSlug", dataTypeSlug);
        writeActor(logged.event().by());
        json.writeStringProperty("at", logged.time().toString());
        switch (logged.event()) {
            case RecordEvent event -> write(event);
            case DataTypeEvent event -> write(event);
            default -> throw unknown(logged.event());
        }
    }

    private void writeActor(Actor by) {
        json.writeObjectPropertyStart("by");
        writeNullable("memberId", by.memberId());
        json.writeStringProperty("subject", by.subject());
        json.writeEndObject();
    }

    private void write(RecordEvent event) {
        json.writeNumberProperty("recordId", event.recordId());
        writeNullable("memberId", event.memberId());
        switch (event) {
            case RecordCreated created -> {
                writeNullable("externalId", created.externalId());
                writeNullable("assignmentTaskId", created.assignmentTaskId());
                json.writeNumberProperty("dataTypeVersion", created.dataTypeVersion());
                json.writeName("fieldValues");
                writeValues(created.values());
            }
            case FieldsUpdated updated -> {
                json.writeNumberProperty("dataTypeVersion", updated.dataTypeVersion());
                json.writeName("changes");
                writeValues(updated.changes());
            }
            case RecordDeleted _ -> {}
        }
    }

    private void writeObject(DataTypeEvent event) {
        json.writeStartObject();
        write(event);
        json.writeEndObject();
    }

    private void write(DataTypeEvent event) {
        switch (event) {
            case DataTypeDefined defined -> {
                writeNames(defined.name(), defined.description());
                json.writeBooleanProperty("isCollection", defined.isCollection());
                writeDefinition(defined.fields(), defined.access());
            }
            case DataTypeRevised revised -> {
                writeNames(revised.name(), revised.description());
                writeDefinition(revised.fields(), revised.access());
            }
            case DataTypeArchived _, DataTypeUnarchived _, DataTypeDeleted _ -> {}
        }
    }

    private void writeNames(String name, @Nullable String description) {
        json.writeStringProperty("name", name);
        writeNullable("description", description);
    }

    private void writeDefinition(List<FieldDefinition> fields, TypeAccess access) {
        json.writePOJOProperty(
                "fields", fields.stream().map(DataTypeView::field).toList());
        json.writePOJOProperty("grants", access.grants());
        json.writePOJOProperty("memberAccess", access.memberAccess());
    }

    /** Under the slugs that clients know; of one event no two values have the same. */
    private void writeValues(FieldValues values) {
        json.writeStartObject();
        values.byKey().forEach((key, value) -> json.writePOJOProperty(FieldKey.slugOf(key), value));
        json.writeEndObject();
    }

    private void writeNullable(String name, @Nullable Long number) {
        if (number == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, number);
        }
    }

    private void writeNullable(String name, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, text);
        }
    }
}
