package io.datarecords.eventlog;

import java.util.List;

/** Turns events into rows of a view. */
public interface Projection {

    /**
     * Applies events in their order, each once. Runs in the transaction that also moves the follower's position: what it
     * writes and how far it has come cannot disagree.
     *
     * @param batch never empty
     */
    void on(List<LoggedEvent> batch);

    /**
     * Puts aside an event that {@link #on} has failed with when it came alone, so that the events behind it go on. Runs in
     * a transaction of its own, which moves the follower's position past the event.
     *
     * @return whether it did; else the follower stands still and tries again
     */
    default boolean park(LoggedEvent event, RuntimeException failure) {
        return false;
    }
}
