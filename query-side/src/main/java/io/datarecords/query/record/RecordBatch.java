package io.datarecords.query.record;

import io.datarecords.api.record.RecordEvent;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import io.datarecords.api.record.RecordState;
import io.datarecords.eventlog.LoggedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A batch of events folded to at most one change for each record's row. */
final class RecordBatch {

    private final Map<Long, RecordState> created = new LinkedHashMap<>();
    private final Map<Long, RecordUpdate> updated = new LinkedHashMap<>();
    private final List<RecordDeleted> deleted = new ArrayList<>();

    private RecordBatch() {}

    static RecordBatch of(List<LoggedEvent> events) {
        var batch = new RecordBatch();
        events.forEach(batch::add);
        return batch;
    }

    /** Rows to insert, as all of the batch leaves them. */
    Collection<RecordState> created() {
        return created.values();
    }

    /** Changes to rows that earlier batches inserted. */
    Collection<RecordUpdate> updated() {
        return updated.values();
    }

    /** Rows to delete; some may never have been there. */
    List<RecordDeleted> deleted() {
        return deleted;
    }

    private void add(LoggedEvent logged) {
        if (logged.event() instanceof RecordEvent event) {
            long id = event.recordId();
            switch (event) {
                case RecordCreated creation -> evolve(id, creation, logged);
                case FieldsUpdated update
                when !created.containsKey(id) -> updated.merge(id, RecordUpdate.of(update, logged), RecordUpdate::then);
                case FieldsUpdated update -> evolve(id, update, logged);
                case RecordDeleted deletion -> delete(deletion);
            }
        }
    }

    private void evolve(long id, RecordEvent event, LoggedEvent logged) {
        var row = RecordState.evolve(created.get(id), event, logged.time());
        if (row != null) {
            created.put(id, row);
        }
    }

    private void delete(RecordDeleted event) {
        created.remove(event.recordId());
        updated.remove(event.recordId());
        deleted.add(event);
    }
}
