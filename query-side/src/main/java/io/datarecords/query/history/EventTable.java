package io.datarecords.query.history;

import static io.datarecords.query.export.ColumnType.Plain.INSTANT;
import static io.datarecords.query.export.ColumnType.Plain.JSON;
import static io.datarecords.query.export.ColumnType.Plain.TEXT;
import static io.datarecords.query.export.ColumnType.Plain.WHOLE;

import io.datarecords.api.record.RecordEvent;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.eventlog.EventJson;
import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.query.export.Column;
import io.datarecords.query.export.Table;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events as rows: for formats with columns, what all of them have in common, and the rest as JSON. */
final class EventTable {

    private static final List<Column<LoggedEvent>> COLUMNS = List.of(
            new Column<>("position", WHOLE, LoggedEvent::position),
            new Column<>("id", TEXT, logged -> logged.eventId().toString()),
            new Column<>("type", TEXT, LoggedEvent::type),
            new Column<>("at", INSTANT, LoggedEvent::time),
            new Column<>("dataTypeId", WHOLE, logged -> logged.event().dataTypeId()),
            new Column<>("recordId", WHOLE, ofRecords(RecordEvent::recordId)),
            new Column<>("version", WHOLE, LoggedEvent::version),
            new Column<>("memberId", WHOLE, ofRecords(RecordEvent::memberId)),
            new Column<>("byMemberId", WHOLE, logged -> logged.event().by().memberId()),
            new Column<>("bySubject", TEXT, logged -> logged.event().by().subject()),
            new Column<>("externalId", TEXT, EventTable::externalId),
            new Column<>("dataTypeVersion", WHOLE, EventTable::dataTypeVersion),
            new Column<>("data", JSON, logged -> EventJson.data(logged.event())));

    private EventTable() {}

    static Table<LoggedEvent> of(String dataTypeSlug) {
        return new Table<>(COLUMNS, logged -> EventJson.whole(logged, dataTypeSlug));
    }

    private static Function<LoggedEvent, @Nullable Object> ofRecords(Function<RecordEvent, @Nullable Object> value) {
        return logged -> logged.event() instanceof RecordEvent event ? value.apply(event) : null;
    }

    private static @Nullable Object externalId(LoggedEvent logged) {
        return logged.event() instanceof RecordCreated created ? created.externalId() : null;
    }

    private static @Nullable Object dataTypeVersion(LoggedEvent logged) {
        return switch (logged.event()) {
            case RecordCreated created -> created.dataTypeVersion();
            case FieldsUpdated updated -> updated.dataTypeVersion();
            default -> null;
        };
    }
}
