package io.datarecords.eventlog.backup;

/** Is told how far something is. */
@FunctionalInterface
public interface Meter {

    void at(long done, long total);
}
