package io.datarecords.eventlog.backup;

import java.time.Instant;
import java.util.UUID;

/**
 * What a backup holds, and how it is known to be whole.
 *
 * @param format   how it is written; another number is another format
 * @param log      which log it is of: the id of its first event, which is the definition of a data type and never erased
 * @param position the log's last position when the backup began; what came later is not in it
 * @param goesOn   behind this position the log went on: a restored one leaves positions out
 * @param time     the time of that position
 * @param takenAt  when the backup began
 * @param idBlock  the last block of ids that was given out by then
 * @param erased   the register of deletions must go as far as to this position: some of the events may be of records that
 *     were erased while the backup was taken
 * @param events   how many events are in it
 * @param sha256   of the file with the events
 */
public record Manifest(
        int format,
        UUID log,
        long position,
        long goesOn,
        Instant time,
        Instant takenAt,
        long idBlock,
        long erased,
        long events,
        String sha256) {

    static final int FORMAT = 1;
}
