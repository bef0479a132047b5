package io.datarecords.command.record;

import io.datarecords.api.record.RecordEvent;
import io.datarecords.api.record.RecordId;
import io.datarecords.api.record.RecordState;
import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.LoggedEvent;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Records as the log has them; nothing where one has been deleted. */
@Component
final class RecordStates {

    private final EventLog log;

    RecordStates(EventLog log) {
        this.log = log;
    }

    Optional<RecordState> now(RecordId id) {
        return fold(log.historyOf(id.aggregateId()));
    }

    Optional<RecordState> at(RecordId id, long version) {
        return fold(log.historyUpTo(id.aggregateId(), version));
    }

    private static Optional<RecordState> fold(List<LoggedEvent> history) {
        RecordState state = null;
        for (var logged : history) {
            if (logged.event() instanceof RecordEvent event) {
                state = RecordState.evolve(state, event, logged.time());
            }
        }
        return Optional.ofNullable(state);
    }
}
