package io.datarecords.query.record;

import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.query.record.ValueRows.Place;
import io.datarecords.query.views.RecordRowChange;
import io.datarecords.query.views.RecordRowListener;
import io.datarecords.query.views.View;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Keeps one row for each record that is not deleted. An update or a deletion of a record without a row does nothing:
 * after a purge, that is all that a replay meets of the record.
 */
@Component
final class RecordProjection implements View {

    private final FieldRows fields;
    private final RecordRows rows;
    private final ValueRows values;
    private final VersionRows versions;
    private final List<RecordRowListener> listeners;

    RecordProjection(
            FieldRows fields,
            RecordRows rows,
            ValueRows values,
            VersionRows versions,
            List<RecordRowListener> listeners) {
        this.fields = fields;
        this.rows = rows;
        this.values = values;
        this.versions = versions;
        this.listeners = List.copyOf(listeners);
    }

    /** Fields come first: the index rows of the batch's records are made for the fields that it leaves. */
    @Override
    public void on(List<LoggedEvent> events) {
        apply(FieldBatch.of(events));
        var changes = apply(RecordBatch.of(events));
        if (!changes.isEmpty()) {
            listeners.forEach(listener -> listener.on(changes));
        }
    }

    private void apply(FieldBatch batch) {
        if (!batch.types().isEmpty()) {
            fields.keep(batch.fields());
            fields.letGo(batch.types(), batch.fields());
        }
        if (!batch.deleted().isEmpty()) {
            fields.delete(batch.deleted());
        }
    }

    private List<RecordRowChange> apply(RecordBatch batch) {
        var changes = new ArrayList<RecordRowChange>();
        if (!batch.created().isEmpty()) {
            var inserted = rows.insert(batch.created());
            values.insert(places(inserted));
            versions.keep(batch.ended());
            changes.addAll(inserted);
        }
        if (!batch.updated().isEmpty()) {
            versions.keepBefore(batch.updates());
            rows.update(batch.updated());
            values.update(batch.updated());
        }
        if (!batch.deleted().isEmpty()) {
            var deleted = rows.delete(batch.deleted());
            values.delete(places(deleted));
            versions.delete(deleted.stream().map(RecordRowChange::recordId).toList());
            changes.addAll(deleted);
        }
        return changes;
    }

    private static List<Place> places(List<RecordRowChange> changes) {
        return changes.stream()
                .map(change -> new Place(change.dataTypeId(), change.recordId()))
                .toList();
    }
}
