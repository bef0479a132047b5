package io.datarecords.query.views;

import org.jspecify.annotations.Nullable;

/**
 * A row of a record that came or went.
 *
 * @param memberId the record's owner, or null for none
 * @param rows     1 for a row inserted, -1 for a row deleted
 */
public record RecordRowChange(
        long recordId, long dataTypeId, @Nullable Long memberId, int rows) {}
