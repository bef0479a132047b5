package io.datarecords.eventlog.backup;

import io.datarecords.eventlog.ExactJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JsonToken;

/**
 * Rows of {@code log.event} as lines of JSON, and back. It is PostgreSQL that writes and reads them, so that each value is
 * exactly what it was. A page is a transaction of its own: the head row's dead versions would pile up behind a long one.
 */
final class EventLines {

    /** A row. */
    record Line(long position, String json) {}

    /** What is known of a row without its values. */
    record About(long position, long aggregate, boolean isDeletion) {}

    private static final String COLUMNS =
            "position, event_id, workspace, kind, aggregate, sequence, type, revision, time, payload, metadata";

    private static final String LINES = "select position, row_to_json(e) from (select " + COLUMNS
            + " from log.event where position > ? and position <= ?) e";

    private static final String EVENTS = LINES + " order by position limit 1000";
    private static final String DELETIONS = LINES + " where type = 'RecordDeleted' order by position";

    private static final String END_OF_PAGE = """
            select max(position) from (
                select position from log.event where position > ? and position <= ? order by position limit 10000) p""";

    private static final String INSERT = "insert into log.event (" + COLUMNS + ") select r.* from unnest(?) line, "
            + "lateral (select " + COLUMNS + " from json_populate_record(null::log.event, line::json)) r";

    /** A page ends with the line that takes it past so many characters. */
    private static final long LARGE_PAGE = 8 << 20;

    private static final int FETCHED_AT_ONCE = 50;

    private EventLines() {}

    /** The next events after a position; empty only if there are none up to the other one. */
    static List<Line> events(Connection connection, long after, long upTo) throws SQLException {
        return page(connection, EVENTS, after, upTo, LARGE_PAGE);
    }

    /** Up to where {@link #deletions} may look at once; nothing if there are no events in between. */
    static OptionalLong endOfPage(Connection connection, long after, long upTo) throws SQLException {
        try (var statement = between(connection, END_OF_PAGE, after, upTo);
                var row = statement.executeQuery()) {
            row.next();
            long end = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(end);
        } finally {
            connection.commit();
        }
    }

    /** All deletions after a position and up to another one, which is no further than the end of a page. */
    static List<Line> deletions(Connection connection, long after, long upTo) throws SQLException {
        return page(connection, DELETIONS, after, upTo, Long.MAX_VALUE);
    }

    private static List<Line> page(Connection connection, String sql, long after, long upTo, long maxSize)
            throws SQLException {
        try (var statement = between(connection, sql, after, upTo)) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (var rows = statement.executeQuery()) {
                var page = new ArrayList<Line>();
                for (long size = 0; size < maxSize && rows.next(); ) {
                    var line = new Line(rows.getLong(1), rows.getString(2));
                    size += line.json().length();
                    page.add(line);
                }
                return page;
            }
        } finally {
            connection.commit();
        }
    }

    private static PreparedStatement between(Connection connection, String sql, long after, long upTo)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setLong(1, after);
        statement.setLong(2, upTo);
        return statement;
    }

    static void insert(Connection connection, List<String> lines) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, connection.createArrayOf("text", lines.toArray()));
            statement.execute();
        }
    }

    /** What a line is about; its values are not looked at. */
    static About about(String line) {
        long position = 0;
        long aggregate = 0;
        try (var json = ExactJson.mapper().createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "position" -> position = json.getLongValue();
                    case "aggregate" -> aggregate = json.getLongValue();
                    case "type" -> {
                        return new About(position, aggregate, json.getString().equals("RecordDeleted"));
                    }
                    default -> json.skipChildren();
                }
            }
        }
        throw new Refusal("a line of the backup is no event");
    }
}
