package io.datarecords.eventlog;

import io.datarecords.api.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets the commands of one node share transactions: while one batch is written, those who come wait, and the first of
 * them then writes for all. One connection of each node at most waits for the head row.
 */
final class GroupCommit {

    private static final int LARGEST_BATCH = 256;

    private final Appender appender;
    private final ReentrantLock writing = new ReentrantLock();
    private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();

    GroupCommit(Appender appender) {
        this.appender = appender;
    }

    /** Somebody's append, and what became of it once it is written. Guarded by {@link #writing}. */
    private static final class Pending {

        private final Append append;
        private @Nullable Outcome outcome;
        private @Nullable RuntimeException failure;

        Pending(Append append) {
            this.append = append;
        }

        boolean isOpen() {
            return outcome == null && failure == null;
        }

        Outcome outcome() {
            if (outcome != null) {
                return outcome;
            }
            throw failure != null ? failure : new IllegalStateException("not written yet");
        }
    }

    /**
     * Returns when the append is durable, or has lost.
     *
     * @throws Unavailable as {@link Appender#append}
     */
    Outcome append(Append append) {
        var mine = new Pending(append);
        queue.add(mine);
        writing.lock();
        try {
            while (mine.isOpen()) {
                write(nextBatch());
            }
            return mine.outcome();
        } finally {
            writing.unlock();
        }
    }

    private List<Pending> nextBatch() {
        var batch = new ArrayList<Pending>();
        while (batch.size() < LARGEST_BATCH && queue.peek() != null) {
            batch.add(queue.remove());
        }
        return batch;
    }

    private void write(List<Pending> batch) {
        try {
            var outcomes = appender.append(
                    batch.stream().map(pending -> pending.append).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).outcome = outcomes.get(i);
            }
        } catch (Unavailable lost) {
            batch.forEach(pending -> pending.failure = lost);
        } catch (RuntimeException fault) {
            isolate(batch, fault);
        } catch (Error error) {
            batch.forEach(pending -> pending.failure = new IllegalStateException("the batch was not written", error));
            throw error;
        }
    }

    /** An append that the database cannot take fails nobody else's. */
    private void isolate(List<Pending> batch, RuntimeException fault) {
        if (batch.size() == 1) {
            batch.getFirst().failure = fault;
        } else {
            batch.forEach(pending -> write(List.of(pending)));
        }
    }
}
