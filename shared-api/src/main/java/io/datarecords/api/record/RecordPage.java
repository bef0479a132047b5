package io.datarecords.api.record;

import java.util.List;

/**
 * A page of records.
 *
 * @param total how many there are on all pages together
 */
public record RecordPage(List<DataRecordView> items, long total, long page, int pageSize) {

    public RecordPage {
        items = List.copyOf(items);
    }
}
