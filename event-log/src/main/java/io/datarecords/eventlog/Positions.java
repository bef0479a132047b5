package io.datarecords.eventlog;

/**
 * A part of the log.
 *
 * @param after the position before its first event
 * @param upTo  the position of its last event
 */
public record Positions(long after, long upTo) {

    /** What comes of it after a position. */
    public Positions from(long position) {
        return new Positions(position, upTo);
    }
}
