package io.datarecords.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes one projection along the log, batch by batch, in one transaction each. Any number of nodes may run the same
 * follower: whoever holds its row does the work, the others wait their turn, and the row of a node that died is free as
 * soon as the server notices.
 */
public final class Follower implements SmartLifecycle {

    private static final int BATCH = 500;

    /** While others append, one who may rest takes so many at a time, and then rests so many times as long as that took. */
    private static final int SMALL_BATCH = 100;

    private static final int REST = 3;

    // A view's rows and its position are lost together or not at all, and the log can give both again: no need to wait
    // for the disk.
    private static final String CLAIM = """
            select set_config('synchronous_commit', 'off', true),
                   set_config('idle_in_transaction_session_timeout', '10s', true),
                   position
            from log.follower where name = ? for update skip locked""";

    private final EventLog log;
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final String name;
    private final Projection projection;
    private final BooleanSupplier mayRest;
    private final Availability advanced = new Availability();
    private final LogWorker worker;

    /** How many events are still to be taken one by one, since a batch failed. */
    private int oneByOne;

    /** The end of the log at the last step. */
    private long head;

    private volatile long position;
    private volatile long headAtStart = Long.MAX_VALUE;

    public Follower(
            EventLog log, JdbcClient jdbc, TransactionOperations transaction, String name, Projection projection) {
        this(log, jdbc, transaction, name, projection, () -> false);
    }

    /** @param mayRest whether nobody waits for the projection just now, so that it leaves the machine to those who append */
    public Follower(
            EventLog log,
            JdbcClient jdbc,
            TransactionOperations transaction,
            String name,
            Projection projection,
            BooleanSupplier mayRest) {
        this.log = log;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.name = name;
        this.projection = projection;
        this.mayRest = mayRest;
        this.worker = new LogWorker(log, "follower-" + name, this::step);
    }

    /** How far the projection was when last looked at, by whichever node moved it. */
    public long position() {
        return position;
    }

    /** Whether the projection has reached the head that was seen at the start, and does not fail now. */
    public boolean isHealthy() {
        return worker.failure() == null && position >= headAtStart;
    }

    /**
     * Calls {@code listener} whenever the projection has moved, in the follower's thread: it must only wake somebody.
     *
     * @return takes the listener off again
     */
    public Runnable onAdvance(Runnable listener) {
        return advanced.listen(listener);
    }

    @Override
    public void start() {
        jdbc.sql("insert into log.follower (name, position) values (?, 0) on conflict do nothing")
                .param(name)
                .update();
        headAtStart = log.head();
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop();
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    /** @return whether there was more in the log than one batch takes */
    private boolean step() {
        var seen = jdbc.sql("select f.position, h.position as head from log.follower f, log.head h where f.name = ?")
                .param(name)
                .query(Seen.class)
                .single();
        moveTo(seen.position());
        if (seen.position() >= seen.head()) {
            return false;
        }
        boolean isBesideAppends = mayRest.getAsBoolean() && seen.head() > head;
        head = seen.head();
        long begun = System.nanoTime();
        var reached = take(isBesideAppends ? SMALL_BATCH : BATCH);
        if (reached == null) {
            return false;
        }
        moveTo(reached);
        boolean isMore = reached < seen.head();
        if (isMore && isBesideAppends) {
            Pause.of(Duration.ofNanos(REST * (System.nanoTime() - begun)));
        }
        return isMore;
    }

    private record Seen(long position, long head) {}

    /** A batch that fails is taken again event by event; the one that fails then may be parked. */
    private @Nullable Long take(int size) {
        var alone = new AtomicReference<@Nullable LoggedEvent>();
        try {
            var reached = transaction.execute(_ -> batch(oneByOne > 0 ? 1 : size, events -> {
                alone.set(oneByOne > 0 ? events.getFirst() : null);
                projection.on(events);
            }));
            oneByOne = Math.max(0, oneByOne - 1);
            return reached;
        } catch (RuntimeException failure) {
            if (oneByOne == 0) {
                oneByOne = BATCH;
                return take(size);
            }
            var failed = alone.get();
            if (failed == null) {
                throw failure;
            }
            return transaction.execute(_ -> batch(1, events -> park(events.getFirst(), failed, failure)));
        }
    }

    /** Another node may have taken the event meanwhile; then this is not its failure. */
    private void park(LoggedEvent event, LoggedEvent failed, RuntimeException failure) {
        if (event.position() != failed.position() || !projection.park(event, failure)) {
            throw failure;
        }
    }

    /** @return the position reached, or null if another node is at work */
    private @Nullable Long batch(int size, Consumer<List<LoggedEvent>> taker) {
        var claimed = jdbc.sql(CLAIM)
                .param(name)
                .query((row, _) -> row.getLong("position"))
                .optional();
        if (claimed.isEmpty()) {
            return null;
        }
        var events = log.after(claimed.get(), size);
        if (events.isEmpty()) {
            return claimed.get();
        }
        taker.accept(events);
        long reached = events.getLast().position();
        jdbc.sql("update log.follower set position = ? where name = ?")
                .params(reached, name)
                .update();
        return reached;
    }

    private void moveTo(long reached) {
        if (reached != position) {
            position = reached;
            advanced.announce();
        }
    }
}
