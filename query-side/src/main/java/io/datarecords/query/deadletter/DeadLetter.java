package io.datarecords.query.deadletter;

import java.time.Instant;

/**
 * An event that the views could not take.
 *
 * @param position  its place in the log
 * @param aggregate as {@code <workspace>/<id>}, a record's or a data type's
 * @param event     the name of its type
 * @param cause     what happened, without any value of the event
 * @param waiting   how many later events of the aggregate wait behind it
 */
record DeadLetter(long position, String aggregate, String event, String cause, Instant parkedAt, long waiting) {}
