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
}
