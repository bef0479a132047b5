package io.datarecords.query.record;

import io.datarecords.query.generation.Generations;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
    private static final Duration BACK_OFF = Duration.ofSeconds(5);

    private final FieldFillRows rows;
    private final Generations generations;
    private final Semaphore stopped = new Semaphore(0);

    private volatile @Nullable Thread thread;

    FieldFiller(FieldFillRows rows, Generations generations) {
        this.rows = rows;
        this.generations = generations;
    }

    @Override
    public void start() {
        stopped.drainPermits();
        var filler = Thread.ofPlatform().name("field-filler").daemon().unstarted(this::fill);
        thread = filler;
        filler.start();
    }

    @Override
    @SuppressWarnings("Interruption") // the thread is ours, and a chunk that is interrupted is rolled back
    public void stop() {
        var running = thread;
        thread = null;
        stopped.release();
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void fill() {
        while (isRunning()) {
            try {
                long begin = System.nanoTime();
                boolean isIdle = true;
                for (var transactions : generations.each()) {
                    isIdle &= !step(transactions);
                }
                rest(isIdle ? IDLE : Duration.ofNanos(System.nanoTime() - begin));
            } catch (RuntimeException | Error e) { // lists go on without the index, but it is wanted
                LOGGER.error("The index of a field cannot be filled; next try in {}", BACK_OFF, e);
                rest(BACK_OFF);
            }
        }
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

    private void rest(Duration duration) {
        try {
            if (stopped.tryAcquire(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                thread = null;
            }
        } catch (InterruptedException e) {
            thread = null;
        }
    }
}
