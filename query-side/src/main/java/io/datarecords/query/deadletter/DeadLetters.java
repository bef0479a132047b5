package io.datarecords.query.deadletter;

import io.datarecords.eventlog.EventLog;
import io.datarecords.query.generation.Generations;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Sees to parked events of the live views: tries them again, or gives one up. */
@Component
final class DeadLetters {

    private final EventLog log;
    private final DeadLetterRows rows;
    private final ParkingViews views;
    private final Generations generations;
    private final TransactionOperations transaction;

    DeadLetters(
            EventLog log,
            DeadLetterRows rows,
            ParkingViews views,
            Generations generations,
            PlatformTransactionManager transactions) {
        this.log = log;
        this.rows = rows;
        this.views = views;
        this.generations = generations;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What came of it.
     *
     * @param applied how many events the views have taken
     * @param failure why they could not take the next one, if so
     */
    record Retried(int applied, Optional<String> failure) {}

    List<DeadLetter> all() {
        generations.requireLive();
        return rows.all();
    }

    /** Those of all generations, so that one that is being built alarms before it is live. */
    long count() {
        return generations.each().stream()
                .mapToLong(transactions -> Objects.requireNonNullElse(transactions.execute(_ -> rows.count()), 0L))
                .sum();
    }

    /**
     * Tries a parked event again, and then those that wait behind it, until one fails.
     *
     * @return nothing if no event is parked there, or if it waits behind another
     */
    Optional<Retried> retry(long position) {
        generations.requireLive();
        return rows.aggregateOf(position).map(this::applyAll);
    }

    /** Gives a parked event up: the views will never have it. What waits behind it is applied. */
    Optional<Retried> discard(long position) {
        generations.requireLive();
        var aggregate = rows.aggregateOf(position);
        aggregate.ifPresent(_ -> rows.remove(position));
        return aggregate.map(this::applyAll);
    }

    private Retried applyAll(long aggregate) {
        int applied = 0;
        for (var next = rows.firstOf(aggregate); next.isPresent(); next = rows.firstOf(aggregate)) {
            long position = next.get();
            try {
                transaction.executeWithoutResult(_ -> apply(position));
                applied++;
            } catch (RuntimeException failure) {
                var cause = Cause.of(failure).orElseThrow(() -> failure);
                rows.fail(position, cause);
                return new Retried(applied, Optional.of(cause));
            }
        }
        return new Retried(applied, Optional.empty());
    }

    /** What has been erased from the log meanwhile is just forgotten: its deletion follows. */
    private void apply(long position) {
        rows.claim();
        if (rows.remove(position)) {
            log.at(position).ifPresent(logged -> views.apply(List.of(logged)));
        }
    }
}
