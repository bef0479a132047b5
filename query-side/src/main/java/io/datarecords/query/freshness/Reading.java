package io.datarecords.query.freshness;

import org.jspecify.annotations.Nullable;

/**
 * What was read, and how fresh it is. All of it comes from one snapshot of the database.
 *
 * @param reached the position up to which the views have followed the log
 * @param needed  the position of the last event that the answer depends on
 */
public record Reading<A extends @Nullable Object>(long reached, long needed, A answer) {}
