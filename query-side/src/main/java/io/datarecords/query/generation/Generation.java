package io.datarecords.query.generation;

import java.time.Duration;
import java.time.Instant;

/**
 * One set of all views.
 *
 * @param logic     which projections it was begun with; later ones have greater numbers
 * @param changedAt when it came to its state
 * @param position  how far it has followed the log
 * @param head      how far the log was then
 */
record Generation(int id, State state, int logic, Instant startedAt, Instant changedAt, long position, long head) {

    /** See the table {@code views.generation}. */
    enum State {
        BUILDING,
        LIVE,
        RETIRED
    }

    /** The schema with its tables, which is also the name of its follower. */
    String schema() {
        return schemaOf(id);
    }

    /** Whether it came to its state so short a time ago, by this node's clock. */
    boolean isChangedWithin(Duration duration) {
        return changedAt.plus(duration).isAfter(Instant.now());
    }

    static String schemaOf(int id) {
        return "view_" + id;
    }
}
