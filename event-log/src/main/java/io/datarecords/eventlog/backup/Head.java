package io.datarecords.eventlog.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Where a log stands.
 *
 * @param log      which one it is: the id of its first event
 * @param position of its last event
 * @param goesOn   behind this position
 * @param time     of that
 * @param idBlock  the last block of ids that was given out
 */
record Head(UUID log, long position, long goesOn, Instant time, long idBlock) {

    private static final String READ = """
            select (select event_id from log.event order by position limit 1) as log,
                   position, greatest(position, skip_to) as goes_on, time,
                   (select last_value from log.id_block) as id_block
            from log.head""";

    /** @throws Refusal if the log has no events */
    static Head of(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(READ);
                var row = statement.executeQuery()) {
            row.next();
            var log = row.getObject("log", UUID.class);
            if (log == null) {
                throw new Refusal("the log is empty: there is nothing to back up");
            }
            return new Head(
                    log,
                    row.getLong("position"),
                    row.getLong("goes_on"),
                    row.getObject("time", OffsetDateTime.class).toInstant(),
                    row.getLong("id_block"));
        }
    }
}
