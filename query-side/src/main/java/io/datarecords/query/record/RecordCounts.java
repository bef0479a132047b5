package io.datarecords.query.record;

import io.datarecords.query.views.RecordRowChange;
import io.datarecords.query.views.RecordRowListener;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/** Counts the rows of each data type, so that nobody has to count a million of them for a list's total. */
@Component
final class RecordCounts implements RecordRowListener {

    private final RecordCountRows rows;

    RecordCounts(RecordCountRows rows) {
        this.rows = rows;
    }

    @Override
    public void on(List<RecordRowChange> changes) {
        var deltas = new LinkedHashMap<Long, Long>();
        changes.forEach(change -> deltas.merge(change.dataTypeId(), (long) change.rows(), Long::sum));
        deltas.values().removeIf(delta -> delta == 0);
        if (!deltas.isEmpty()) {
            rows.add(deltas);
        }
    }
}
