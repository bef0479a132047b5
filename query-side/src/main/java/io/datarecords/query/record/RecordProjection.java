package io.datarecords.query.record;

import io.datarecords.eventlog.LoggedEvent;
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

    private final RecordRows rows;
    private final List<RecordRowListener> listeners;

    RecordProjection(RecordRows rows, List<RecordRowListener> listeners) {
        this.rows = rows;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void on(List<LoggedEvent> events) {
        var batch = RecordBatch.of(events);
        var changes = new ArrayList<RecordRowChange>();
        if (!batch.created().isEmpty()) {
            changes.addAll(rows.insert(batch.created()));
        }
        if (!batch.updated().isEmpty()) {
            rows.update(batch.updated());
        }
        if (!batch.deleted().isEmpty()) {
            changes.addAll(rows.delete(batch.deleted()));
        }
        if (!changes.isEmpty()) {
            listeners.forEach(listener -> listener.on(changes));
        }
    }
}
