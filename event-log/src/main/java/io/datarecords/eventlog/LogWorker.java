package io.datarecords.eventlog;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that takes step after step along the log: at once while there is more to do, else when something is appended.
 * A step that fails is taken again, after pauses that grow to 5 s.
 */
public final class LogWorker {

    private static final Logger LOGGER = LoggerFactory.getLogger(LogWorker.class);

    /** How soon an append of another process is seen. */
    private static final Duration POLL = Duration.ofMillis(20);

    /** While appends keep coming, a step waits for more of them: many small steps would take what the appends need. */
    private static final Duration GATHER = Duration.ofMillis(10);

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);

    private final EventLog log;
    private final String name;
    private final BooleanSupplier step;
    private final Semaphore appended = new Semaphore(0);

    private volatile @Nullable Thread thread;
    private volatile @Nullable Throwable failure;

    /**
     * A worker that does not run yet.
     *
     * @param step returns whether there is more to do than what may have come meanwhile
     */
    public LogWorker(EventLog log, String name, BooleanSupplier step) {
        this.log = log;
        this.name = name;
        this.step = step;
    }

    /** Begins to take steps, in a thread of its own. */
    public void start() {
        var worker = Thread.ofPlatform().name(name).unstarted(this::work);
        thread = worker;
        worker.start();
    }

    /** Waits until the step in hand has ended, for 10 s at most. */
    @SuppressWarnings("Interruption") // the thread is ours, and a step that is interrupted leaves nothing half done
    public void stop() {
        var running = thread;
        thread = null;
        appended.release();
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether its thread lives, and has not been told to stop. */
    public boolean isRunning() {
        var worker = thread;
        return worker != null && worker.isAlive();
    }

    /** Why the last step failed, or null if it did not. */
    public @Nullable Throwable failure() {
        return failure;
    }

    private void work() {
        var stopListening = log.onAppend(appended::release);
        var backOff = FIRST_BACK_OFF;
        while (isRunning()) {
            try {
                appended.drainPermits();
                boolean isMore = step.getAsBoolean();
                if (appended.availablePermits() > 0 && !isMore) {
                    pause(GATHER);
                } else if (!isMore) {
                    await(POLL);
                }
                failure = null;
                backOff = FIRST_BACK_OFF;
            } catch (RuntimeException | Error e) { // whatever it is, one who stands still must be seen to
                report(e, backOff);
                failure = e;
                pause(backOff);
                backOff = min(backOff.multipliedBy(2), LONGEST_BACK_OFF);
            }
        }
        stopListening.run();
    }

    /** Once in full: what goes on for an hour must not fill the log. */
    private void report(Throwable e, Duration backOff) {
        if (failure == null) {
            LOGGER.error("{} failed; next try in {}", name, backOff, e);
        } else {
            LOGGER.warn("{} still fails: {}; next try in {}", name, e.toString(), backOff);
        }
    }

    private void await(Duration longest) {
        try {
            boolean _ = appended.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            thread = null;
        }
    }

    /** Appends do not shorten it, or a worker that fails would be busy with failing. */
    private void pause(Duration duration) {
        long deadline = System.nanoTime() + duration.toNanos();
        while (isRunning() && System.nanoTime() < deadline) {
            await(Duration.ofNanos(deadline - System.nanoTime()));
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
