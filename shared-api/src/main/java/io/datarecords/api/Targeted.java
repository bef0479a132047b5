package io.datarecords.api;

/** A command that is meant for one aggregate. */
public interface Targeted {

    /** The identifier of the aggregate that decides; it names its workspace. */
    String aggregateId();
}
