package io.datarecords.query.generation;

import io.datarecords.query.generation.Generation.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps which generations there are. */
@Component
final class GenerationRows {

    private static final String ALL = """
            select g.id, g.state, g.logic, g.started_at,
                   extract(epoch from statement_timestamp() - g.changed_at)::bigint as age,
                   g.used_at > statement_timestamp() - interval '3 min' as is_used, coalesce(f.position, 0) as position, h.position as head
            from views.generation g
            cross join log.head h
            left join log.follower f on f.name = 'view_' || g.id
            where g.shape = ? order by g.id""";

    private static final String USELESS = """
            select id from views.generation
            where (state = 'retired' and changed_at < statement_timestamp() - ? * interval '1 ms')
               or (shape <> ? and used_at < statement_timestamp() - ? * interval '1 ms')""";

    private static final String SET_STATE = """
            update views.generation set state = ?, changed_at = statement_timestamp()
            where shape = ? and state = ? and id <> ?""";

    private final JdbcClient jdbc;

    GenerationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param shape of the tables that they have */
    List<Generation> all(String shape) {
        return jdbc.sql(ALL).param(shape).query(GenerationRows::generation).list();
    }

    private static Generation generation(ResultSet row, @SuppressWarnings("unused") int number) throws SQLException {
        return new Generation(
                row.getInt("id"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("logic"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Duration.ofSeconds(row.getLong("age")),
                row.getBoolean("is_used"),
                row.getLong("position"),
                row.getLong("head"));
    }

    /** Begins a generation, unless one is being built. @return whether it did */
    boolean begin(String shape, int logic) {
        return jdbc.sql("insert into views.generation (shape, logic, state) values (?, ?, 'building')"
                                + " on conflict do nothing")
                        .params(shape, logic)
                        .update()
                == 1;
    }

    /** Retires the one that is being built. @return whether there was one */
    boolean cancel(String shape) {
        return jdbc.sql(SET_STATE).params("retired", shape, "building", 0).update() == 1;
    }

    /**
     * Puts the one that is being built in the place of the live one; does nothing if another node has done so, or if it was
     * called off. To be run in a transaction.
     */
    void promote(String shape, int id) {
        var building = jdbc.sql("select id from views.generation where id = ? and state = 'building' for update")
                .param(id)
                .query((row, _) -> row.getInt("id"))
                .optional();
        if (building.isPresent()) {
            jdbc.sql(SET_STATE).params("retired", shape, "live", id).update();
            jdbc.sql(SET_STATE).params("live", shape, "building", 0).update();
        }
    }

    /** Notes that this node follows the log for them, if that has not been noted for a minute. */
    void use(Collection<Integer> ids) {
        jdbc.sql("update views.generation set used_at = statement_timestamp()"
                        + " where id = any(?) and used_at < statement_timestamp() - interval '1 min'")
                .param(ids.toArray(Integer[]::new))
                .update();
    }

    /**
     * Generations that nobody reads from any more.
     *
     * @param retirement how long one that was replaced is kept, for those who are still reading
     * @param absence    how long one of another shape goes on without a node that uses it
     */
    List<Integer> useless(String shape, Duration retirement, Duration absence) {
        return jdbc.sql(USELESS)
                .params(retirement.toMillis(), shape, absence.toMillis())
                .query((row, _) -> row.getInt("id"))
                .list();
    }

    /** Forgets a generation, and how far it has come. */
    void forget(int id) {
        jdbc.sql("delete from log.follower where name = ?")
                .param(Generation.schemaOf(id))
                .update();
        jdbc.sql("delete from views.generation where id = ?").param(id).update();
    }

    /** How many aggregates have events parked, in the generation that the search path shows. */
    long parked() {
        return jdbc.sql("select count(distinct aggregate) from dead_letter")
                .query(Long.class)
                .single();
    }

    /** Whether no index of a field waits to be filled, in the generation that the search path shows. */
    boolean isFilled() {
        return jdbc.sql("select not exists (select from field where state = 'filling')")
                .query(Boolean.class)
                .single();
    }

    /** Lets the planner know what is in the tables that the search path shows: it has never seen them. */
    void analyze() {
        jdbc.sql("analyze record_view, record_version, record_words, record_count, member_record_count,"
                        + " field, field_index, field_past, data_type_view")
                .update();
    }
}
