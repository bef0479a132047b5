package io.datarecords.command.publication;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the log has been published, and which node does it. The claim keeps nodes from getting in each other's way; that
 * no node publishes what is outdated is seen to by the broker, which lets only the newest producer write.
 */
final class Progress {

    /** How long a node that died, or stands still, is waited for. */
    static final Duration CLAIM = Duration.ofSeconds(6);

    /** A node without work renews its claim when this much of it is left. */
    private static final Duration RENEWAL = CLAIM.dividedBy(2);

    private static final String LOOK = """
            select p.position, h.position as head,
                   p.topic is distinct from ? as other_topic,
                   coalesce(p.holder = ?, false) as mine,
                   p.held_until is null or p.held_until < clock_timestamp() as free,
                   coalesce(p.held_until < clock_timestamp() + ? * interval '1 ms', true) as ends_soon,
                   coalesce(p.erasing_since + ? * interval '1 ms' <= clock_timestamp(), false) as markers_due
            from publication.progress p, log.head h""";

    private static final String TAKE = """
            update publication.progress
            set holder = ?, held_until = clock_timestamp() + ? * interval '1 ms'
            where holder = ? or held_until is null or held_until < clock_timestamp()
            returning position, topic""";

    private static final String BEGIN = "update publication.progress set position = 0, topic = ? where holder = ?";

    private static final String MOVE = """
            update publication.progress
            set position = ?, held_until = clock_timestamp() + ? * interval '1 ms'
            where holder = ?""";

    private static final String ERASED = """
            update publication.progress
            set erasing_since = coalesce(erasing_since, statement_timestamp()), erased_last = statement_timestamp()""";

    // What was deleted after the first of these deletions may lie in a segment that was too young to end: another
    // round.
    private static final String MARKED = """
            update publication.progress
            set erasing_since = case when erased_last > erasing_since then statement_timestamp() end
            where holder = ?""";

    private static final String RELEASE =
            "update publication.progress set holder = null, held_until = null where holder = ?";

    private static final String LAG = """
            select h.position - p.position as events,
                   coalesce((select extract(epoch from clock_timestamp() - e.time)
                             from log.event e where e.position > p.position order by e.position limit 1), 0) as seconds,
                   (select count(*) from publication.parked) as parked
            from publication.progress p, log.head h""";

    private final JdbcClient jdbc;
    private final UUID node = UUID.randomUUID();

    Progress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What there is to see without a claim.
     *
     * @param position   up to where the log has been published
     * @param head       the log's last position
     * @param otherTopic whether it was published to another topic than this one
     * @param mine       whether this node had the claim last
     * @param free       whether no node has it
     * @param endsSoon   whether the claim needs to be renewed
     * @param markersDue whether each partition needs a marker
     */
    record Look(
            long position,
            long head,
            boolean otherTopic,
            boolean mine,
            boolean free,
            boolean endsSoon,
            boolean markersDue) {

        boolean hasEvents() {
            return position < head;
        }
    }

    /** @param topic the id of the topic that is there now */
    Look look(String topic, Duration markerDelay) {
        return jdbc.sql(LOOK)
                .params(topic, node, RENEWAL.toMillis(), markerDelay.toMillis())
                .query(Look.class)
                .single();
    }

    /**
     * What whoever has the claim goes on from.
     *
     * @param position up to where the log has been published
     * @param topic    the id of the topic that it was published to, or null if none has been
     */
    record Claim(long position, @Nullable String topic) {}

    /** Takes or renews the claim, if no other node has it. */
    Optional<Claim> take() {
        return jdbc.sql(TAKE)
                .params(node, CLAIM.toMillis(), node)
                .query(Claim.class)
                .optional();
    }

    /**
     * Starts over from the beginning of the log, for a topic that has nothing of it yet.
     *
     * @throws IllegalStateException if another node has the claim by now: nothing may be sent then
     */
    void begin(String topic) {
        if (jdbc.sql(BEGIN).params(topic, node).update() == 0) {
            throw new IllegalStateException("Another node publishes");
        }
    }

    /** Notes that everything up to a position is published; without effect if another node has the claim by now. */
    void moveTo(long position) {
        jdbc.sql(MOVE).params(position, CLAIM.toMillis(), node).update();
    }

    /** Notes that deletions are being published: segments with erased values must come to an end. */
    void erasing() {
        jdbc.sql(ERASED).update();
    }

    /** Notes that each partition has been sent a marker; without effect if another node has the claim by now. */
    void marked() {
        jdbc.sql(MARKED).param(node).update();
    }

    /** Lets another node go on at once. */
    void release() {
        jdbc.sql(RELEASE).param(node).update();
    }

    /**
     * What is not published yet.
     *
     * @param events  how many events
     * @param seconds how long the oldest of them has waited
     * @param parked  how many events are put aside because the broker refused them, or wait behind one
     */
    record Lag(long events, double seconds, long parked) {}

    Lag lag() {
        return jdbc.sql(LAG).query(Lag.class).single();
    }
}
