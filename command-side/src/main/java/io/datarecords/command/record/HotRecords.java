package io.datarecords.command.record;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.datarecords.api.record.RecordCommand.CreateRecord;
import io.datarecords.api.record.RecordCommand.UpsertNew;
import io.datarecords.command.Basis;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The records that were updated last, for commands that are decided on memory. New records are not among them: only the
 * log knows when they were made, and a large import would leave no room for those that are in use. One that another node
 * has deleted is forgotten when it is next asked for, or when nobody has for a while: no values stay here for long.
 */
@Component("hotRecords")
final class HotRecords implements Cache {

    /** In characters of the records' values, and as many as stand for the rest of a record. */
    private static final long MOST = 32 << 20;

    private static final int REST = 1_000;

    private static final Duration UNASKED = Duration.ofMinutes(1);

    private final com.github.benmanes.caffeine.cache.Cache<Object, AggregateCacheEntry<DataRecord>> records =
            Caffeine.newBuilder()
                    .maximumWeight(MOST)
                    .weigher((Object _, AggregateCacheEntry<DataRecord> entry) -> REST + sizeOf(entry))
                    .expireAfterAccess(UNASKED)
                    .scheduler(Scheduler.systemScheduler())
                    .build();

    private static int sizeOf(AggregateCacheEntry<DataRecord> entry) {
        return aggregate(entry).invoke(DataRecord::size);
    }

    /** The entry holds the aggregate itself, and needs nothing to make it from. */
    private static EventSourcedAggregate<DataRecord> aggregate(AggregateCacheEntry<DataRecord> entry) {
        return entry.recreateAggregate(null, null, null, null);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // so says the interface
    public <K, V> @Nullable V get(K aggregateId) {
        if (Basis.current() == Basis.LOG) {
            // Whatever the log says takes its place; if the record is gone, nothing does.
            records.invalidate(aggregateId);
            return null;
        }
        return (V) records.getIfPresent(aggregateId);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void put(Object aggregateId, Object entry) {
        var record = (AggregateCacheEntry<DataRecord>) entry;
        if (aggregate(record).isDeleted()) {
            records.invalidate(aggregateId);
        } else if (!isNew()) {
            records.put(aggregateId, record);
        }
    }

    private static boolean isNew() {
        var command = CurrentUnitOfWork.get().getMessage().getPayload();
        return command instanceof CreateRecord || command instanceof UpsertNew;
    }

    @Override
    public boolean putIfAbsent(Object aggregateId, Object entry) {
        throw new UnsupportedOperationException("a record is kept as it is now");
    }

    @Override
    public boolean remove(Object aggregateId) {
        return records.asMap().remove(aggregateId) != null;
    }

    @Override
    public boolean containsKey(Object aggregateId) {
        return records.asMap().containsKey(aggregateId);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("nobody listens");
    }

    @Override
    public <V> void computeIfPresent(Object aggregateId, UnaryOperator<V> update) {
        throw new UnsupportedOperationException("a record is kept as it is now");
    }
}
