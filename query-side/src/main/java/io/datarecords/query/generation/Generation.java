package io.datarecords.query.generation;

import java.time.Duration;
import java.time.Instant;

/**
 * One set of all views.
 *
 * @param logic     which projections it was begun with; later ones have greater numbers
 * @param age       since it came to its state
 * @param isUsed    whether a node has followed the log for it in the last minutes
 * @param position  how far it has followed the log
 * @param head      how far the log was then
 */
record Generation(
        int id, State state, int logic, Instant startedAt, Duration age, boolean isUsed, long position, long head) {

    /** See the table {@code views.generation}. */
    enum State {
        BUILDING,
        LIVE,
        RETIRED
    }

    /** The schema with its tables, which is also the name of its follower. */
    static String schemaOf(int id) {
        return "view_" + id;
    }
}
