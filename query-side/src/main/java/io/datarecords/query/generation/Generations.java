package io.datarecords.query.generation;

import io.datarecords.api.Unavailable;
import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.Follower;
import io.datarecords.eventlog.Projection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The generations that this node follows the log for, and the live one that its reads are answered from. After a new one
 * has taken the old one's place, both follow the log until no node reads from the old one: whichever of them a read
 * meets, it is as fresh as the read wants it.
 */
public final class Generations {

    /** Shorter than the tables of a generation are kept after another one has taken its place. */
    private static final Duration LONGEST_SINCE_LOOK = Duration.ofSeconds(15);

    private final EventLog log;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Projection views;
    private final SearchPath searchPath;

    private final Map<Integer, Follower> followers = new ConcurrentHashMap<>();
    private final Collection<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Collection<Runnable> switches = new CopyOnWriteArrayList<>();
    private volatile int live;
    private volatile boolean isLiveOfLater;
    private volatile long lookedAt;

    Generations(
            EventLog log,
            JdbcClient jdbc,
            TransactionOperations transactions,
            Projection views,
            SearchPath searchPath) {
        this.log = log;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.views = views;
        this.searchPath = searchPath;
    }

    /**
     * Ensures that reads can be answered.
     *
     * @throws Unavailable while there is no generation that has caught up with the log yet, or while this node, which has
     *     stood still, has not seen which one is live now: the one that it knows may have been dropped
     */
    public void requireLive() {
        if (!searchPath.hasLive()) {
            throw new Unavailable("The views are being built.");
        }
        if (System.nanoTime() - lookedAt > LONGEST_SINCE_LOOK.toNanos()) {
            throw new Unavailable("It is not known which views are live.");
        }
    }

    /**
     * Whether there is a live generation, which has reached the head that was seen at the start and does not fail now. One
     * of a later release is looked after by nodes of that.
     */
    public boolean isHealthy() {
        var follower = followers.get(live);
        return isLiveOfLater || (follower != null && follower.isRunning() && follower.isHealthy());
    }

    /**
     * Calls {@code listener} whenever a generation has moved, in the thread that moved it: it must only wake somebody.
     */
    public void onAdvance(Runnable listener) {
        listeners.add(listener);
    }

    /** Calls {@code listener} whenever another generation becomes the live one for this node. */
    public void onSwitch(Runnable listener) {
        switches.add(listener);
    }

    /** Transactions on the tables of each generation, in whichever order. */
    public List<TransactionOperations> each() {
        return followers.keySet().stream().map(this::within).toList();
    }

    TransactionOperations within(int id) {
        return SearchPath.within(Generation.schemaOf(id), transactions);
    }

    /**
     * Lets reads be answered from that one from now on; it has just been looked up.
     *
     * @param isOfLater whether a later release builds it
     */
    void setLive(int id, boolean isOfLater) {
        lookedAt = System.nanoTime();
        isLiveOfLater = isOfLater;
        if (live != id) {
            searchPath.setLive(Generation.schemaOf(id));
            live = id;
            switches.forEach(Runnable::run);
        }
    }

    /** The live one, if there is any. */
    OptionalInt live() {
        return live == 0 ? OptionalInt.empty() : OptionalInt.of(live);
    }

    boolean follows(int id) {
        return followers.containsKey(id);
    }

    Collection<Integer> followed() {
        return followers.keySet();
    }

    void follow(int id) {
        var follower = new Follower(log, jdbc, within(id), Generation.schemaOf(id), views, () -> id != live);
        follower.onAdvance(() -> listeners.forEach(Runnable::run));
        follower.start();
        followers.put(id, follower);
    }

    void leave(int id) {
        var follower = followers.remove(id);
        if (follower != null) {
            follower.stop();
        }
    }
}
