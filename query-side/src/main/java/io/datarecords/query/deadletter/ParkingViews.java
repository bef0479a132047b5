package io.datarecords.query.deadletter;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.record.RecordEvent;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.eventlog.Projection;
import io.datarecords.query.views.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * All views as one projection, which parks what they cannot take: the event, and every later one of its aggregate. All
 * other aggregates go on. A deletion is never parked: it clears its aggregate's queue and is applied.
 */
@Component(View.ALL)
final class ParkingViews implements Projection {

    private static final Logger LOGGER = LoggerFactory.getLogger(ParkingViews.class);

    private final List<View> views;
    private final DeadLetterRows letters;

    ParkingViews(List<View> views, DeadLetterRows letters) {
        this.views = views;
        this.letters = letters;
    }

    @Override
    public void on(List<LoggedEvent> batch) {
        var parked = letters.aggregates();
        apply(parked.isEmpty() ? batch : withoutParked(batch, parked));
    }

    private List<LoggedEvent> withoutParked(List<LoggedEvent> batch, Set<Long> parked) {
        var rest = new ArrayList<LoggedEvent>();
        for (var logged : batch) {
            long aggregate = aggregateOf(logged.event());
            if (!parked.contains(aggregate)) {
                rest.add(logged);
            } else if (isDeletion(logged.event())) {
                letters.removeAll(List.of(aggregate));
                parked.remove(aggregate);
                rest.add(logged);
            } else {
                letters.park(logged, aggregate, null);
            }
        }
        return rest;
    }

    @Override
    public boolean park(LoggedEvent logged, RuntimeException failure) {
        var cause = Cause.of(failure);
        if (cause.isEmpty() || isDeletion(logged.event())) {
            return false;
        }
        LOGGER.error("{} at position {} is parked: {}", logged.type(), logged.position(), cause.get());
        letters.park(logged, aggregateOf(logged.event()), cause.get());
        return true;
    }

    /** Applies events whatever is parked. */
    void apply(List<LoggedEvent> events) {
        if (!events.isEmpty()) {
            views.forEach(view -> view.on(events));
        }
    }

    private static long aggregateOf(DomainEvent event) {
        return event instanceof RecordEvent record ? record.recordId() : event.dataTypeId();
    }

    private static boolean isDeletion(DomainEvent event) {
        return event instanceof RecordDeleted || event instanceof DataTypeDeleted;
    }
}
