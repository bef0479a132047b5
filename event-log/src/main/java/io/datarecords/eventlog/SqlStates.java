package io.datarecords.eventlog;

import java.sql.SQLException;

/** What an error of PostgreSQL means to whoever asked (PostgreSQL manual, appendix A). */
enum SqlStates {
    /** Somebody else was faster: decide again. */
    CONFLICT,
    /** The server, or a lock, was not to be had in time. */
    UNAVAILABLE,
    /** The statement itself is wrong: a fault of this code. */
    FAULT;

    static SqlStates kind(SQLException e) {
        var state = e.getSQLState();
        if (state == null) {
            // no answer of the server's: the pool gave no connection
            return UNAVAILABLE;
        }
        return switch (state) {
            case "23505", "40001", "40P01" -> CONFLICT;
            case "25P02", "25P03", "25P04", "55P03" -> UNAVAILABLE;
            default -> state.startsWith("08") || state.startsWith("53") || state.startsWith("57") ? UNAVAILABLE : FAULT;
        };
    }
}
