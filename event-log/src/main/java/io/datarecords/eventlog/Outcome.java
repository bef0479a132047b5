package io.datarecords.eventlog;

import io.datarecords.api.Rejection;
import java.time.Instant;

/** What became of one append. */
public sealed interface Outcome {

    /**
     * It is durable.
     *
     * @param erasedEvents how many earlier events of the aggregate were erased with it
     */
    record Appended(long position, Instant time, long erasedEvents) implements Outcome {}

    /** It was decided on what is no longer so: load again and decide again. Nothing was written. */
    record Conflict(String reason) implements Outcome {}

    /** A constraint that only the log can judge forbids it. Nothing was written. */
    record Refused(Rejection rejection) implements Outcome {}
}
