package io.datarecords.api.record;

import java.time.Instant;

/**
 * A record as it is now, or was.
 *
 * @param typeUpdatedAt when its data type last changed: what is shown of the record may have changed with it
 */
public record FoundRecord(DataRecordView record, Instant typeUpdatedAt) {

    /**
     * Whether whoever has seen this version has seen just this. The same version may show other fields once its type was
     * revised, and that may be at the very same time.
     */
    public boolean isShownAsBefore() {
        return typeUpdatedAt.isBefore(record.updatedAt());
    }
}
