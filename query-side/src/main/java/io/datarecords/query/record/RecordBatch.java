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
    private final Map<Long, List<EndedVersion>> ended = new LinkedHashMap<>();
    private final Map<Long, List<RecordUpdate>> updated = new LinkedHashMap<>();
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
    List<RecordUpdate> updated() {
        return updated.values().stream()
                .map(updates -> updates.stream().reduce(RecordUpdate::then).orElseThrow())
                .toList();
    }

    /** The same changes one by one: for each row, in order. */
    Collection<List<RecordUpdate>> updates() {
        return updated.values();
    }

    /** Versions before the last of the rows to insert. */
    List<EndedVersion> ended() {
        return ended.values().stream().flatMap(List::stream).toList();
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
                when !created.containsKey(id) ->
                    updated.computeIfAbsent(id, _ -> new ArrayList<>()).add(RecordUpdate.of(update, logged));
                case FieldsUpdated update -> evolve(id, update, logged);
                case RecordDeleted deletion -> delete(deletion);
            }
        }
    }

    private void evolve(long id, RecordEvent event, LoggedEvent logged) {
        var before = created.get(id);
        if (before != null) {
            ended.computeIfAbsent(id, _ -> new ArrayList<>()).add(new EndedVersion(before, logged.time()));
        }
        var row = RecordState.evolve(before, event, logged.time());
        if (row != null) {
            created.put(id, row);
        }
    }

    private void delete(RecordDeleted event) {
        created.remove(event.recordId());
        ended.remove(event.recordId());
        updated.remove(event.recordId());
        deleted.add(event);
    }
}
