package io.datarecords.eventlog;

import io.datarecords.api.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Lets the commands of one node share transactions: one thread writes all that came while it wrote the batch before. One
 * connection of each node at most waits for the head row, and whoever waits here is woken when his own append is done.
 */
final class GroupCommit {

    private static final int LARGEST_BATCH = 256;

    private final Appender appender;
    private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final Executor writing = oneThread();

    GroupCommit(Appender appender) {
        this.appender = appender;
    }

    /** It goes away when idle. */
    private static Executor oneThread() {
        var executor = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("appender").daemon().factory());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Somebody's append, and what becomes of it. */
    private record Pending(Append append, CompletableFuture<Outcome> outcome) {

        Outcome await() {
            try {
                return outcome.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
        }
    }

    /**
     * Returns when the append is durable, or has lost.
     *
     * @throws Unavailable as {@link Appender#append}
     */
    Outcome append(Append append) {
        var mine = new Pending(append, new CompletableFuture<>());
        queue.add(mine);
        try {
            writing.execute(this::writeBatch);
        } catch (RuntimeException | Error noThread) {
            // Somebody else's turn may have taken it along already.
            if (queue.remove(mine)) {
                throw noThread;
            }
        }
        return mine.await();
    }

    private void writeBatch() {
        var batch = new ArrayList<Pending>();
        while (batch.size() < LARGEST_BATCH && queue.peek() != null) {
            batch.add(queue.remove());
        }
        if (!batch.isEmpty()) {
            write(batch);
        }
    }

    private void write(List<Pending> batch) {
        try {
            var outcomes = appender.append(batch.stream().map(Pending::append).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).outcome.complete(outcomes.get(i));
            }
        } catch (Unavailable lost) {
            fail(batch, lost);
        } catch (RuntimeException fault) {
            isolate(batch, fault);
        } catch (Error error) {
            fail(batch, new IllegalStateException("what became of the batch is not known", error));
            throw error;
        }
    }

    private static void fail(List<Pending> batch, RuntimeException failure) {
        batch.forEach(pending -> pending.outcome.completeExceptionally(failure));
    }

    /** An append that the database cannot take fails nobody else's. */
    private void isolate(List<Pending> batch, RuntimeException fault) {
        if (batch.size() == 1) {
            fail(batch, fault);
        } else {
            batch.forEach(pending -> write(List.of(pending)));
        }
    }
}
