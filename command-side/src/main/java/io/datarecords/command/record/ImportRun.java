package io.datarecords.command.record;

import io.datarecords.api.Unavailable;
import io.datarecords.command.record.RowOutcome.Status;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One import under way: rows are read, done side by side, and answered in their order, each by a thread of its own. What
 * has been read and not yet answered is bounded.
 */
final class ImportRun {

    private static final Logger LOGGER = LoggerFactory.getLogger(ImportRun.class);

    /** Bytes of the rows that are on their way. */
    private static final int ROOM = 4 << 20;

    /** What the smallest row takes of it, so that there are 256 rows at most. */
    private static final int LEAST = ROOM / 256;

    /** A log that restarts fails the rows that are being done then; more than all of them twice over is no restart. */
    private static final int MOST_FAILED_IN_A_ROW = 128;

    /** The answers to so many are held for as long as it takes to send them. */
    static final long MOST_ROWS = 1_000_000;

    private static final Started END = new Started(0, CompletableFuture.completedFuture(RowOutcome.skipped()));

    private final Function<RecordBody, RowOutcome> outcomes;
    private final Function<RecordBody, @Nullable String> externalIds;
    private final RowAnswers answers;
    private final long mostRows;

    private final Semaphore room = new Semaphore(ROOM);
    private final BlockingQueue<Started> started = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<RowOutcome>> lastOf = new ConcurrentHashMap<>();

    /** Counted by the thread that answers. */
    private int failedInARow;

    /** Set once so many rows have failed that no more are tried. */
    private volatile boolean hasStopped;

    /** Why answers can no longer be given: the first reason. */
    private volatile @Nullable Throwable failure;

    /**
     * @param outcomes    does what a row asks
     * @param externalIds of rows; those that have the same are done one after the other
     * @param mostRows    that are done; what follows is not
     */
    ImportRun(
            Function<RecordBody, RowOutcome> outcomes,
            Function<RecordBody, @Nullable String> externalIds,
            RowAnswers answers,
            long mostRows) {
        this.outcomes = outcomes;
        this.externalIds = externalIds;
        this.answers = answers;
        this.mostRows = mostRows;
    }

    private record Started(int size, CompletableFuture<RowOutcome> outcome) {}

    /**
     * Returns when everything that was read has been answered, also if reading fails. A row that cannot be answered ends
     * the import: what is being done is waited for, and the reason is thrown, so that nobody takes it for complete.
     *
     * @return whether rows were left, which are too many
     */
    boolean run(Supplier<@Nullable Row> upload) {
        var answering = Thread.ofVirtual().name("import-answers").start(this::answerAll);
        boolean cutOff;
        try {
            cutOff = startAll(upload);
        } finally {
            started.add(END);
            join(answering);
        }
        var reason = failure;
        if (reason != null) {
            throw new IllegalStateException("An import cannot be answered", reason);
        }
        return cutOff;
    }

    private boolean startAll(Supplier<@Nullable Row> upload) {
        long rows = 0;
        for (var row = upload.get(); row != null && failure == null; row = upload.get()) {
            if (rows++ == mostRows) {
                return true;
            }
            int size = Math.max(LEAST, row.size());
            room.acquireUninterruptibly(size);
            started.add(new Started(size, start(row)));
        }
        return false;
    }

    private CompletableFuture<RowOutcome> start(Row row) {
        var body = row.body();
        if (body == null) {
            return CompletableFuture.completedFuture(unreadable(row));
        }
        var externalId = externalIds.apply(body);
        return externalId == null ? done(body) : doneInOrder(externalId, body);
    }

    private static RowOutcome unreadable(Row row) {
        return RowOutcome.rejected(Objects.requireNonNull(row.unreadable()));
    }

    private CompletableFuture<RowOutcome> done(RecordBody row) {
        return CompletableFuture.supplyAsync(() -> outcomeOf(row), Thread::startVirtualThread);
    }

    private CompletableFuture<RowOutcome> doneInOrder(String externalId, RecordBody row) {
        var before = lastOf.get(externalId);
        var outcome =
                before == null ? done(row) : before.thenApplyAsync(_ -> outcomeOf(row), Thread::startVirtualThread);
        lastOf.put(externalId, outcome);
        var _ = outcome.whenComplete((_, _) -> lastOf.remove(externalId, outcome));
        return outcome;
    }

    private RowOutcome outcomeOf(RecordBody row) {
        return hasStopped || failure != null ? RowOutcome.skipped() : outcomes.apply(row);
    }

    private void answerAll() {
        try {
            for (var next = started.take(); !next.equals(END); next = started.take()) {
                answer(next.outcome);
                room.release(next.size);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }

    /** Whatever goes wrong, the thread goes on: whoever reads rows waits for it to make room. */
    private void answer(CompletableFuture<RowOutcome> done) {
        try {
            var outcome = done.join();
            if (failure == null) {
                count(outcome);
                answers.answer(outcome);
            }
        } catch (Throwable e) {
            failure = failure == null ? e : failure;
        }
    }

    private void count(RowOutcome outcome) {
        failedInARow = outcome.status() == Status.FAILED ? failedInARow + 1 : 0;
        if (failedInARow > MOST_FAILED_IN_A_ROW && !hasStopped) {
            hasStopped = true;
            LOGGER.warn("An import tries no more rows: {} in a row have failed", failedInARow, outcome.why());
        }
    }

    private static void join(Thread answering) {
        try {
            answering.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The service is stopping.", e);
        }
    }
}
