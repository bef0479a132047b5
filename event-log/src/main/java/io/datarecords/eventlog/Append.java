package io.datarecords.eventlog;

import io.datarecords.api.DomainEvent;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event that one command wants to append. Each stands for itself: others in the same list do not fail with it. It is
 * encoded when it is made, so that nothing is left to do while the log is locked but to write it.
 *
 * @param sequence the place that the event was decided for among its aggregate's events, from 0
 * @param request  what is done once with it, or null
 */
public record Append(
        UUID eventId,
        AggregateRef aggregate,
        long sequence,
        DomainEvent event,
        String payload,
        String metadata,
        @Nullable RequestKey request) {

    public Append(
            UUID eventId, long sequence, DomainEvent event, Map<String, ?> metadata, @Nullable RequestKey request) {
        this(
                eventId,
                AggregateRef.of(event),
                sequence,
                event,
                EventCodec.payload(event),
                EventCodec.metadata(metadata),
                request);
    }

    public Append(UUID eventId, long sequence, DomainEvent event, Map<String, ?> metadata) {
        this(eventId, sequence, event, metadata, null);
    }
}
