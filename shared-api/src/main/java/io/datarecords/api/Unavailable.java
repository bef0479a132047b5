package io.datarecords.api;

/**
 * The event log or a projection could not be reached in time. After a write the outcome is unknown: it may have been
 * done.
 */
public final class Unavailable extends RuntimeException {

    public Unavailable(String message) {
        super(message);
    }

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
