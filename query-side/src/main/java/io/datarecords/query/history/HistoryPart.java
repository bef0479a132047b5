package io.datarecords.query.history;

import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.Positions;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a data type. What is null bounds nothing.
 *
 * @param types their types' names; all if there are none
 * @param from  at this instant or later
 * @param to    before this instant
 * @param after after this position
 * @param upTo  at this position or before
 */
record HistoryPart(
        Set<String> types,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Long after,
        @Nullable Long upTo) {

    /** The same as a part of the log as it is now: what is appended later is in none. */
    Positions in(EventLog log) {
        long first = after == null ? 0 : after;
        long last = log.head();
        return new Positions(
                from == null ? first : Math.max(first, log.positionBefore(from)),
                Math.min(upTo == null ? last : Math.min(upTo, last), to == null ? last : log.positionBefore(to)));
    }
}
