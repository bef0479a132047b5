package io.datarecords.command.publication;

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
import io.datarecords.eventlog.ExactJson;
import io.datarecords.eventlog.LoggedEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the values of messages, straight into bytes: every published event passes here. What it writes is a promise, so
 * each property is named here and none follows from the shape of a class.
 */
final class EventJson {

    private static final JsonMapper MAPPER = ExactJson.mapper();
    private static final int USUAL_SIZE = 1024;

    private final JsonGenerator json;

    private EventJson(JsonGenerator json) {
        this.json = json;
    }

    static byte[] of(LoggedEvent logged, String dataTypeSlug) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (var json = MAPPER.createGenerator(bytes)) {
            new EventJson(json).write(logged, dataTypeSlug);
        }
        return bytes.toByteArray();
    }

    static IllegalArgumentException unknown(DomainEvent event) {
        return new IllegalArgumentException(
                "event: " + event.getClass() + " (expected: one of a record or of a data type)");
    }

    private void write(LoggedEvent logged, String dataTypeSlug) {
        json.writeStartObject();
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
        json.writeEndObject();
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
                writeValues("fieldValues", created.values());
            }
            case FieldsUpdated updated -> {
                json.writeNumberProperty("dataTypeVersion", updated.dataTypeVersion());
                writeValues("changes", updated.changes());
            }
            case RecordDeleted _ -> {}
        }
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
    private void writeValues(String name, FieldValues values) {
        json.writeObjectPropertyStart(name);
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
