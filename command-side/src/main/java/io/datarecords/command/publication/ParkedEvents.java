package io.datarecords.command.publication;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Events that the broker refused for good, and the later ones of the same aggregate, which wait behind them. Only where
 * they stand in the log is kept: what has been erased there is nowhere else.
 */
final class ParkedEvents {

    private static final String PARK = """
            insert into publication.parked (position, aggregate, cause, since)
            values (?, ?, ?, statement_timestamp()) on conflict do nothing""";

    private final JdbcClient jdbc;

    ParkedEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event that is put aside. */
    record Parked(long position, String aggregate) {}

    /** The aggregates that have events here. */
    Set<String> aggregates() {
        return new HashSet<>(jdbc.sql("select distinct aggregate from publication.parked")
                .query(String.class)
                .list());
    }

    /** Puts an event aside. The cause must not tell any of its values. */
    void park(long position, String aggregate, String cause) {
        jdbc.sql(PARK).params(position, aggregate, cause).update();
    }

    /** Everything that is put aside, in the order of the log. */
    List<Parked> all() {
        return jdbc.sql("select position, aggregate from publication.parked order by position")
                .query((row, _) -> new Parked(row.getLong("position"), row.getString("aggregate")))
                .list();
    }

    void remove(long position) {
        jdbc.sql("delete from publication.parked where position = ?")
                .param(position)
                .update();
    }

    /** Forgets the events of an aggregate that has been erased. */
    void removeAll(String aggregate) {
        jdbc.sql("delete from publication.parked where aggregate = ?")
                .param(aggregate)
                .update();
    }

    /** Forgets everything: the whole log is going to be published anew. */
    void clear() {
        jdbc.sql("delete from publication.parked").update();
    }
}
