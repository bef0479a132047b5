package io.datarecords.command.publication;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.datatype.DataTypeEvent;
import io.datarecords.api.record.RecordEvent;
import io.datarecords.command.publication.EventMessage.Header;
import io.datarecords.eventlog.EventJson;
import io.datarecords.eventlog.LoggedEvent;
import java.util.List;

/** Makes the messages that docs/events.md describes. */
final class EventMessages {

    private static final String SCHEMAS = "https://datarecords.io/schemas/";
    private static final String REVISION = ".1.json";

    private EventMessages() {}

    /**
     * The message of an event.
     *
     * @param dataTypeSlug the slug of the data type that the event is about, or whose record it is about
     */
    static EventMessage of(LoggedEvent logged, String dataTypeSlug) {
        var value = EventJson.of(logged, dataTypeSlug);
        return switch (logged.event()) {
            case RecordEvent event ->
                new EventMessage(
                        logged.type(),
                        logged.eventId(),
                        EventMessage.recordKey(event.recordId(), logged.version()),
                        event.recordId(),
                        headers(logged, dataType(event) + "/records/" + event.recordId()),
                        value);
            case DataTypeEvent event ->
                new EventMessage(
                        logged.type(),
                        logged.eventId(),
                        EventMessage.dataTypeKey(event.dataTypeId(), logged.version()),
                        event.dataTypeId(),
                        headers(logged, dataType(event)),
                        value);
            default -> throw EventJson.unknown(logged.event());
        };
    }

    private static String dataType(DomainEvent event) {
        return "data-types/" + event.dataTypeId();
    }

    private static List<Header> headers(LoggedEvent logged, String subject) {
        return List.of(
                new Header("ce_specversion", "1.0"),
                new Header("ce_id", logged.eventId().toString()),
                new Header("ce_type", logged.type()),
                new Header("ce_source", "/api/v2/w/" + logged.event().workspace()),
                new Header("ce_subject", subject),
                new Header("ce_time", logged.time().toString()),
                new Header("ce_dataschema", SCHEMAS + logged.type() + REVISION),
                new Header("ce_position", Long.toString(logged.position())),
                new Header("ce_version", Long.toString(logged.version())),
                new Header("content-type", "application/json"));
    }
}
