package io.datarecords.api.record;

import java.util.List;

/**
 * A page of an audit trail.
 *
 * @param total how many changes the reader may see, on all pages together
 */
public record ChangePage(List<RecordChange> items, long total, long page, int pageSize) {

    public ChangePage {
        items = List.copyOf(items);
    }
}
