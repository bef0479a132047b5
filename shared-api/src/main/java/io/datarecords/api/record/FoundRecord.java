package io.datarecords.api.record;

import java.time.Instant;

/**
 * A record as it is now.
 *
 * @param typeUpdatedAt when its data type last changed: what is shown of the record may have changed with it
 */
public record FoundRecord(DataRecordView record, Instant typeUpdatedAt) {}
