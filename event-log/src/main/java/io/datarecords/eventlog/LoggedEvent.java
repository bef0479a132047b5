package io.datarecords.eventlog;

import io.datarecords.api.DomainEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * An event as the log keeps it.
 *
 * @param position its place in the one total order, from 1; purges leave holes
 * @param sequence its place among its aggregate's events, from 0
 * @param time     when it was appended; never falls along positions
 * @param metadata what its sender noted beside it
 */
public record LoggedEvent(
        long position,
        UUID eventId,
        String aggregateId,
        long sequence,
        Instant time,
        DomainEvent event,
        Map<String, Object> metadata) {

    /** The stable names of all types of events. */
    public static Set<String> types() {
        return EventCodec.names();
    }

    /** The stable name of the event's type, such as {@code RecordCreated}. */
    public String type() {
        return EventCodec.nameOf(event);
    }

    /** The aggregate's version that this event led to, from 1. */
    public long version() {
        return sequence + 1;
    }
}
