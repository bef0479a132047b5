package io.datarecords.api.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of records.
 *
 * @param total      how many there are on all pages together, as counted for the first page of a walk by cursor; null if
 *                   nobody wanted to know
 * @param page       from 1; within a walk by cursor, one more than that of the page before
 * @param nextCursor where the next page begins; null on the last one
 */
public record RecordPage(
        List<DataRecordView> items,
        @Nullable Long total,
        long page,
        int pageSize,
        @Nullable String nextCursor) {

    public RecordPage {
        items = List.copyOf(items);
    }
}
