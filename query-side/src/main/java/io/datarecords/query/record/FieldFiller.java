package io.datarecords.query.record;

import io.datarecords.query.generation.Generations;
import io.datarecords.query.views.Rounds;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills and empties the indexes of fields in the background, after revisions that change which fields are to be found
 * fast. How far it has come is in the database: after a restart it goes on there. It rests as long as it works, so
 * that the views keep up with the log meanwhile.
 */
@Component
final class FieldFiller implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(FieldFiller.class);

    private static final Duration IDLE = Duration.ofMillis(250);

    private final FieldFillRows rows;
    private final Generations generations;
    private final Rounds rounds = new Rounds("field-filler", this::fill, FieldFiller::report);

    FieldFiller(FieldFillRows rows, Generations generations) {
        this.rows = rows;
        this.generations = generations;
    }

    @Override
    public void start() {
        rounds.start(Duration.ZERO);
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    private Duration fill() {
        long begin = System.nanoTime();
        boolean isIdle = true;
        for (var transactions : generations.each()) {
            isIdle &= !step(transactions);
        }
        return isIdle ? IDLE : Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Lists go on without the index, but it is wanted. */
    private static void report(Throwable failure) {
        LOGGER.error("The index of a field cannot be filled; next try in {}", Rounds.BACK_OFF, failure);
    }

    /** @return whether there was something to do once nobody else was at it */
    private boolean step(TransactionOperations transactions) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            if (rows.next().isEmpty()) {
                return false;
            }
            rows.claim();
            Optional<FieldFillRows.Unfinished> next = rows.next();
            next.ifPresent(rows::advance);
            return next.isPresent();
        }));
    }
}
