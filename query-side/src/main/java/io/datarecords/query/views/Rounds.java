package io.datarecords.query.views;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does the same again and again, with a rest between, until it is told to stop. A round that fails is
 * followed by another one after 5 s.
 */
public final class Rounds {

    public static final Duration BACK_OFF = Duration.ofSeconds(5);

    private final String name;
    private final Supplier<Duration> round;
    private final Consumer<Throwable> failed;
    private final Semaphore stopped = new Semaphore(0);
    private volatile @Nullable Thread thread;

    /**
     * Rounds that have not begun yet.
     *
     * @param name   of the thread
     * @param round  returns how long the rest after it is to be
     * @param failed is told why a round has failed
     */
    public Rounds(String name, Supplier<Duration> round, Consumer<Throwable> failed) {
        this.name = name;
        this.round = round;
        this.failed = failed;
    }

    /** Begins, after a first rest. */
    public void start(Duration firstRest) {
        stopped.drainPermits();
        var running = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(firstRest));
        thread = running;
        running.start();
    }

    /** Waits until the round in hand has ended, for 10 s at most. */
    @SuppressWarnings("Interruption") // the thread is ours, and a round that is interrupted is done again
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

    /** Whether it has begun, and has not been told to stop. */
    public boolean isRunning() {
        return thread != null;
    }

    private void run(Duration firstRest) {
        rest(firstRest);
        while (isRunning()) {
            rest(once());
        }
    }

    private Duration once() {
        try {
            return round.get();
        } catch (RuntimeException | Error e) { // whatever it is, what is done in the background goes on
            failed.accept(e);
            return BACK_OFF;
        }
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
