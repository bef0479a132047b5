package io.datarecords.eventlog;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The log behind Axon's interface. Its tokens are plain positions: since these follow the order of commits, a token has
 * no gaps to remember and skips nothing.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {

    static final int PAGE = 500;

    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresEventStorageEngine.class);

    private final EventLog log;
    private final GroupCommit appends;
    private final Snapshots snapshots;

    PostgresEventStorageEngine(EventLog log, Appender appender, Snapshots snapshots) {
        this.log = log;
        this.appends = new GroupCommit(appender);
        this.snapshots = snapshots;
    }

    /**
     * Appends at most one event, since each command yields at most one. When this returns, the event is durable.
     *
     * @throws ConcurrencyException     if another event was faster: load the aggregate again and decide again
     * @throws Rejected                 if a constraint that only the log can judge forbids the event
     * @throws io.datarecords.api.Unavailable if the log could not be reached; the outcome is unknown
     * @throws IllegalArgumentException for more than one event, or one that no aggregate of this service emits
     */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        switch (events.size()) {
            case 0 -> {}
            case 1 -> append(events.getFirst());
            default -> throw new IllegalArgumentException("events: " + events.size() + " (expected: at most 1)");
        }
    }

    private void append(EventMessage<?> message) {
        switch (appends.append(appendOf(message))) {
            case Outcome.Appended appended -> receipt().ifPresent(receipt -> receipt.stamp(appended));
            case Outcome.Conflict conflict -> throw new ConcurrencyException(conflict.reason());
            case Outcome.Refused refused -> throw new Rejected(refused.rejection());
        }
    }

    private static Append appendOf(EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> domain)
                || !(message.getPayload() instanceof DomainEvent event)) {
            throw new IllegalArgumentException("event: " + message + " (expected: an aggregate's DomainEvent)");
        }
        return new Append(
                UUID.fromString(message.getIdentifier()),
                domain.getSequenceNumber(),
                event,
                message.getMetaData(),
                fromCommand(RequestKey.KEY, RequestKey.class).orElse(null));
    }

    private static Optional<Receipt> receipt() {
        return fromCommand(Receipt.KEY, Receipt.class);
    }

    /** What the sender of the command that is being handled has put into its metadata. */
    private static <T> Optional<T> fromCommand(String key, Class<T> type) {
        return CurrentUnitOfWork.map(unit -> unit.getMessage().getMetaData().get(key))
                .filter(type::isInstance)
                .map(found -> Objects.requireNonNull(type.cast(found)));
    }

    /** Stores a snapshot, unless what it rests on has been erased. */
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        snapshots.store(snapshot);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return snapshots.read(aggregateIdentifier);
    }

    /** From the latest snapshot on; from the first event, if the snapshot cannot be read. */
    DomainEventStream readFromSnapshot(String aggregateIdentifier) {
        try {
            return DomainEventStream.of(snapshots.readOn(aggregateIdentifier));
        } catch (JacksonException unreadable) {
            LOGGER.warn("The snapshot of {} cannot be read", aggregateIdentifier, unreadable);
            return readEvents(aggregateIdentifier, 0);
        }
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return DomainEventStream.of(log.historyOf(aggregateIdentifier, firstSequenceNumber).stream()
                .map(PostgresEventStorageEngine::domain));
    }

    static DomainEventMessage<?> domain(LoggedEvent event) {
        return new GenericDomainEventMessage<>(
                AggregateRef.parse(event.aggregateId()).kind(),
                event.aggregateId(),
                event.sequence(),
                event.event(),
                event.metadata(),
                event.eventId().toString(),
                event.time());
    }

    /** Every event after the token, page by page, until there is none left; {@code mayBlock} makes no difference. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            @Nullable TrackingToken trackingToken, boolean mayBlock) {
        return Stream.iterate(
                        log.after(positionOf(trackingToken), PAGE),
                        page -> !page.isEmpty(),
                        page -> log.after(page.getLast().position(), PAGE))
                .flatMap(List::stream)
                .map(PostgresEventStorageEngine::tracked);
    }

    static TrackedEventMessage<?> tracked(LoggedEvent event) {
        return new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(event.position()), domain(event));
    }

    /** @throws IllegalArgumentException for a token that is not a plain position */
    static long positionOf(@Nullable TrackingToken token) {
        if (token == null) {
            return 0;
        }
        if (token instanceof GlobalSequenceTrackingToken plain) {
            return plain.getGlobalIndex();
        }
        throw new IllegalArgumentException("token: " + token + " (expected: a GlobalSequenceTrackingToken)");
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return log.lastSequenceOf(aggregateIdentifier);
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(log.head());
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return new GlobalSequenceTrackingToken(log.positionBefore(dateTime));
    }
}
