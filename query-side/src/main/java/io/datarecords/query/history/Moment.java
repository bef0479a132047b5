package io.datarecords.query.history;

import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordEvent;
import io.datarecords.api.record.RecordState;
import io.datarecords.eventlog.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of a record, and the record around it.
 *
 * @param before the values that it met; none at creation
 * @param after  the record that it left
 */
record Moment(LoggedEvent logged, RecordEvent event, FieldValues before, RecordState after) {

    /** Every moment of a record, oldest first; none for a record that is deleted. */
    static List<Moment> of(List<LoggedEvent> history) {
        var moments = new ArrayList<Moment>();
        @Nullable RecordState state = null;
        for (var logged : history) {
            if (logged.event() instanceof RecordEvent event) {
                var before = state == null ? FieldValues.NONE : state.values();
                state = RecordState.evolve(state, event, logged.time());
                if (state == null) {
                    return List.of();
                }
                moments.add(new Moment(logged, event, before, state));
            }
        }
        return moments;
    }
}
