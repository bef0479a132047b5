package io.datarecords.eventlog;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** Follows the log for one reader: woken by appends of this process, polling for those of others. Not thread-safe. */
final class LogStream implements BlockingStream<TrackedEventMessage<?>> {

    /** How soon an append of another process is seen, in milliseconds. */
    private static final long POLL_MILLIS = 20;

    private final EventLog log;
    private final Queue<LoggedEvent> page = new ArrayDeque<>();
    private final Semaphore appended = new Semaphore(0);
    private final Runnable stopListening;
    private volatile @Nullable Runnable callback;
    private long position;

    LogStream(EventLog log, long position) {
        this.log = log;
        this.position = position;
        this.stopListening = log.onAppend(this::wake);
    }

    private void wake() {
        appended.release();
        var listener = callback;
        if (listener != null) {
            listener.run();
        }
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fetch();
        return Optional.ofNullable(page.peek()).map(PostgresEventStorageEngine::tracked);
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (true) {
            appended.drainPermits();
            fetch();
            long left = deadline - System.nanoTime();
            if (!page.isEmpty() || left <= 0) {
                return !page.isEmpty();
            }
            boolean _ = appended.tryAcquire(
                    Math.min(left, TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS)), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
            // an empty log has nothing to say yet
        }
        var next = page.remove();
        position = next.position();
        return PostgresEventStorageEngine.tracked(next);
    }

    private void fetch() {
        if (page.isEmpty()) {
            page.addAll(log.after(position, PostgresEventStorageEngine.PAGE));
        }
    }

    @Override
    public boolean setOnAvailableCallback(Runnable listener) {
        callback = listener;
        return true;
    }

    @Override
    public void close() {
        stopListening.run();
    }
}
