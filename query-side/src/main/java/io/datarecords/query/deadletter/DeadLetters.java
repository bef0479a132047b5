package io.datarecords.query.deadletter;

import io.datarecords.eventlog.EventLog;
import java.util.List;
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
    private final TransactionOperations transaction;

    DeadLetters(EventLog log, DeadLetterRows rows, ParkingViews views, PlatformTransactionManager transactions) {
        this.log = log;
        this.rows = rows;
        this.views = views;
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
        return rows.all();
    }

    long count() {
        return rows.count();
    }

    /**
     * Tries a parked event again, and then those that wait behind it, until one fails.
     *
     * @return nothing if no event is parked there, or if it waits behind another
     */
    Optional<Retried> retry(long position) {
        return rows.aggregateOf(position).map(this::applyAll);
    }

    /** Gives a parked event up: the views will never have it. What waits behind it is applied. */
    Optional<Retried> discard(long position) {
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
        log.at(position).ifPresent(logged -> views.apply(List.of(logged)));
        rows.remove(position);
    }
}
