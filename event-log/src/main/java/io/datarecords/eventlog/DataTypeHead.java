package io.datarecords.eventlog;

/**
 * What the log knows of a data type, as of the last commit.
 *
 * @param version      its events so far
 * @param liveRecords  its records that are not deleted
 * @param lastPosition the position of the last event of the type or of one of its records
 */
public record DataTypeHead(
        long id, long version, boolean archived, boolean deleted, long liveRecords, long lastPosition) {}
