package io.datarecords.eventlog;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/** Axon's event store over the log: aggregates append through it, event processors follow it. */
public final class PostgresEventStore extends AbstractEventStore {

    private final PostgresEventStorageEngine engine;
    private final EventLog log;

    private PostgresEventStore(Builder builder, PostgresEventStorageEngine engine, EventLog log) {
        super(builder);
        this.engine = engine;
        this.log = log;
    }

    static PostgresEventStore over(PostgresEventStorageEngine engine, EventLog log) {
        var builder = new Builder();
        builder.storageEngine(engine);
        return new PostgresEventStore(builder, engine, log);
    }

    /** From the latest snapshot on, if there is one: what an aggregate is made from. */
    @Override
    public DomainEventStream readEvents(String aggregateIdentifier) {
        return engine.readFromSnapshot(aggregateIdentifier);
    }

    /** A stream of the events after a token; null: from the first. Its callback fires as soon as there are more. */
    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new LogStream(log, PostgresEventStorageEngine.positionOf(trackingToken));
    }

    private static final class Builder extends AbstractEventStore.Builder {}
}
