package io.datarecords.query.views;

import io.datarecords.eventlog.Projection;

/**
 * A projection that reads are answered from. All views move together: one transaction writes a batch's rows in each of
 * them and the one position that reads wait for.
 */
public interface View extends Projection {

    /** The name of the one projection that is all of them together. */
    String ALL = "views";
}
