package io.datarecords.command.record;

import java.util.Map;

/**
 * What one call has erased of a member's records.
 *
 * @param dataTypes how many records, by the id of their data type
 * @param remaining how many records the member has now, for the next call
 */
record Erasure(long memberId, long erasedRecords, long erasedEvents, Map<Long, Long> dataTypes, long remaining) {}
