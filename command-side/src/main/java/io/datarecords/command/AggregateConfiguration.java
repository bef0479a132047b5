package io.datarecords.command;

import io.datarecords.api.Targeted;
import io.datarecords.eventlog.SnapshotTypes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** How commands reach aggregates, and how these are kept from growing slow with age. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class AggregateConfiguration {

    private static final int EVENTS_BETWEEN_SNAPSHOTS = 50;
    private static final int LOCK_ATTEMPTS = 50;
    private static final int MILLIS_PER_LOCK_ATTEMPT = 100;

    /**
     * Handles each command in the caller's thread and without a transaction: an append is a transaction of its own, and
     * nothing that could fail comes after it.
     */
    @Bean
    CommandBus commandBus() {
        return SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.instance())
                .build();
    }

    /** Commands name their aggregate themselves, so that they need no annotation of Axon's. */
    @Bean
    CommandTargetResolver commandTargetResolver() {
        return command -> {
            if (command.getPayload() instanceof Targeted targeted) {
                return new VersionedAggregateIdentifier((Object) targeted.aggregateId(), null);
            }
            throw new IllegalArgumentException("command: " + command.getPayloadType() + " (expected: Targeted)");
        };
    }

    /** Those who want the same aggregate on this node queue up, instead of racing for it in the log, for 5 s at most. */
    @Bean
    LockFactory aggregateLocks() {
        return PessimisticLockFactory.builder()
                .acquireAttempts(LOCK_ATTEMPTS)
                .lockAttemptTimeout(MILLIS_PER_LOCK_ATTEMPT)
                .build();
    }

    @Bean
    SnapshotTriggerDefinition snapshotTrigger(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_BETWEEN_SNAPSHOTS);
    }

    @Bean
    Snapshotter snapshotter(
            Configuration configuration,
            HandlerDefinition handlerDefinition,
            ParameterResolverFactory parameterResolverFactory,
            EventStore eventStore) {
        return SpringAggregateSnapshotter.builder()
                .repositoryProvider(configuration::repository)
                .transactionManager(NoTransactionManager.instance())
                .eventStore(eventStore)
                .parameterResolverFactory(parameterResolverFactory)
                .handlerDefinition(handlerDefinition)
                .executor(inBackground())
                .build();
    }

    /**
     * One thread beside the requests, which goes away when idle. The queue has no bound: an aggregate is in it once at
     * most, and to refuse one would fail a command whose event is already appended.
     */
    private static Executor inBackground() {
        var executor = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("snapshots").daemon().factory());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** An aggregate's snapshots are known by its type and {@link Revision}, which changes when its fields do. */
    @Bean
    SnapshotTypes snapshotTypes(ListableBeanFactory beans) {
        var types = new HashMap<String, Class<?>>();
        Arrays.stream(beans.getBeanNamesForAnnotation(Aggregate.class))
                .map(beans::getType)
                .map(Objects::requireNonNull)
                .forEach(type -> types.put(snapshotName(type), type));
        return new SnapshotTypes(types);
    }

    private static String snapshotName(Class<?> aggregate) {
        return aggregate.getAnnotation(Aggregate.class).type() + "/"
                + aggregate.getAnnotation(Revision.class).value();
    }

    /** Axon insists on a serializer; everything that is stored here is written by the event log. */
    @Bean
    @Primary
    Serializer serializer() {
        return Jackson3Serializer.builder().build();
    }
}
