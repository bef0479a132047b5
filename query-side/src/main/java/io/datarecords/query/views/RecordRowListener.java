package io.datarecords.query.views;

import java.util.List;

/** Follows the rows of records rather than their events: what it counts is what is there. */
public interface RecordRowListener {

    /** Runs in the transaction that inserted and deleted the rows, once for each batch. */
    void on(List<RecordRowChange> changes);
}
