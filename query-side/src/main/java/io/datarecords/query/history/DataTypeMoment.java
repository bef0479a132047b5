package io.datarecords.query.history;

import io.datarecords.api.datatype.DataTypeChange;
import io.datarecords.api.datatype.DataTypeChange.Kind;
import io.datarecords.api.datatype.DataTypeEvent;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.eventlog.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of a data type, and the type around it.
 *
 * @param before none at the definition
 */
record DataTypeMoment(
        LoggedEvent logged, DataTypeEvent event, @Nullable DataTypeState before, DataTypeState after) {

    /** Every moment of a data type, oldest first. */
    static List<DataTypeMoment> of(List<LoggedEvent> history) {
        var moments = new ArrayList<DataTypeMoment>();
        @Nullable DataTypeState state = null;
        for (var logged : history) {
            var event = (DataTypeEvent) logged.event();
            var after = DataTypeState.evolve(state, event, logged.time());
            moments.add(new DataTypeMoment(logged, event, state, after));
            state = after;
        }
        return moments;
    }

    DataTypeChange told() {
        return new DataTypeChange(
                after.version(), kind(), logged.time(), event.by(), DataTypeDifference.between(before, after));
    }

    private Kind kind() {
        return switch (event) {
            case DataTypeDefined _ -> Kind.DEFINED;
            case DataTypeRevised _ -> Kind.REVISED;
            case DataTypeArchived _ -> Kind.ARCHIVED;
            case DataTypeUnarchived _ -> Kind.UNARCHIVED;
            case DataTypeDeleted _ -> throw new IllegalStateException("a deleted data type tells of nothing");
        };
    }
}
