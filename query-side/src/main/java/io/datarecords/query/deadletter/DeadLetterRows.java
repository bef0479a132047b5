package io.datarecords.query.deadletter;

import io.datarecords.eventlog.LoggedEvent;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps where in the log the parked events are, and nothing of what they hold. */
@Component
final class DeadLetterRows {

    private static final String PARK = """
            insert into dead_letter (position, workspace, aggregate, event, cause, parked_at)
            values (?, ?, ?, ?, ?, statement_timestamp())""";

    private static final String ALL = """
            select d.position, d.workspace || '/' || d.aggregate as aggregate, d.event, d.cause, d.parked_at,
                   (select count(*) from dead_letter w where w.aggregate = d.aggregate and w.position > d.position)
                   as waiting
            from dead_letter d where d.cause is not null order by d.position""";

    // Only the first one of an aggregate can be seen to: the others wait for it.
    private static final String AGGREGATE = """
            select d.aggregate from dead_letter d
            where d.position = ?
            and not exists (select from dead_letter f where f.aggregate = d.aggregate and f.position < d.position)""";

    private static final String CLAIM =
            "select position from log.follower where name = current_schema()::text for update";

    private final JdbcClient jdbc;

    DeadLetterRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The aggregates that have events here. */
    Set<Long> aggregates() {
        return new HashSet<>(jdbc.sql("select distinct aggregate from dead_letter")
                .query((row, _) -> row.getLong("aggregate"))
                .list());
    }

    /** @param cause null for an event that waits behind another */
    void park(LoggedEvent logged, long aggregate, @Nullable String cause) {
        jdbc.sql(PARK)
                .param(logged.position())
                .param(logged.event().workspace())
                .param(aggregate)
                .param(logged.type())
                .param(cause)
                .update();
    }

    /** Notes that an event has failed again, or that it is an event's turn which then has failed. */
    void fail(long position, String cause) {
        jdbc.sql("update dead_letter set cause = ?, parked_at = statement_timestamp() where position = ?")
                .params(cause, position)
                .update();
    }

    /** @return whether it was there */
    boolean remove(long position) {
        return jdbc.sql("delete from dead_letter where position = ?")
                        .param(position)
                        .update()
                == 1;
    }

    /** Forgets the events of aggregates that are erased. */
    void removeAll(Collection<Long> aggregates) {
        jdbc.sql("delete from dead_letter where aggregate = any(?)")
                .param(aggregates.toArray(Long[]::new))
                .update();
    }

    /** All that are not just waiting for another one, in the order of the log. */
    List<DeadLetter> all() {
        return jdbc.sql(ALL)
                .query((row, _) -> new DeadLetter(
                        row.getLong("position"),
                        row.getString("aggregate"),
                        row.getString("event"),
                        row.getString("cause"),
                        row.getObject("parked_at", OffsetDateTime.class).toInstant(),
                        row.getLong("waiting")))
                .list();
    }

    /** How many events are parked, those that wait included. */
    long count() {
        return jdbc.sql("select count(*) from dead_letter").query(Long.class).single();
    }

    /** Waits until nobody else writes views, and keeps it so until the transaction ends. */
    void claim() {
        jdbc.sql(CLAIM).query((row, _) -> row.getLong("position")).optional();
    }

    /** The aggregate whose first event is parked at that position. */
    Optional<Long> aggregateOf(long position) {
        return jdbc.sql(AGGREGATE)
                .param(position)
                .query((row, _) -> row.getLong("aggregate"))
                .optional();
    }

    /** Where the first parked event of an aggregate is. */
    Optional<Long> firstOf(long aggregate) {
        return jdbc.sql("select position from dead_letter where aggregate = ? order by position limit 1")
                .param(aggregate)
                .query((row, _) -> row.getLong("position"))
                .optional();
    }
}
