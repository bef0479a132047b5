package io.datarecords.query.datatype;

import io.datarecords.api.datatype.DataTypeEvent;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.query.views.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Keeps one row for each data type that is not deleted. */
@Component
final class DataTypeProjection implements View {

    private final DataTypeRows rows;

    DataTypeProjection(DataTypeRows rows) {
        this.rows = rows;
    }

    @Override
    public void on(List<LoggedEvent> batch) {
        var events = batch.stream()
                .filter(logged -> logged.event() instanceof DataTypeEvent)
                .toList();
        if (!events.isEmpty()) {
            store(folded(events));
        }
    }

    private Map<Long, DataTypeState> folded(List<LoggedEvent> events) {
        var ids = events.stream()
                .map(logged -> logged.event().dataTypeId())
                .distinct()
                .toList();
        var states = new LinkedHashMap<Long, DataTypeState>();
        rows.findAllById(ids).forEach(row -> states.put(row.state().id(), row.state()));
        for (var logged : events) {
            var event = (DataTypeEvent) logged.event();
            states.put(event.dataTypeId(), DataTypeState.evolve(states.get(event.dataTypeId()), event, logged.time()));
        }
        return states;
    }

    private void store(Map<Long, DataTypeState> states) {
        for (var state : states.values()) {
            if (state.deleted()) {
                rows.deleteById(state.id());
            } else {
                rows.save(new DataTypeRow(state));
            }
        }
    }
}
