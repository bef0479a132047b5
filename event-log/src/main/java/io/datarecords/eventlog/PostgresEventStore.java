package io.datarecords.eventlog;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** Axon's event store over the log: aggregates append through it, event processors follow it. */
public final class PostgresEventStore extends AbstractEventStore {

    private final EventLog log;

    private PostgresEventStore(Builder builder, EventLog log) {
        super(builder);
        this.log = log;
    }

    static PostgresEventStore over(EventStorageEngine engine, EventLog log) {
        var builder = new Builder();
        builder.storageEngine(engine);
        return new PostgresEventStore(builder, log);
    }

    /** A stream of the events after a token; null: from the first. Its callback fires as soon as there are more. */
    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new LogStream(log, PostgresEventStorageEngine.positionOf(trackingToken));
    }

    private static final class Builder extends AbstractEventStore.Builder {}
}
