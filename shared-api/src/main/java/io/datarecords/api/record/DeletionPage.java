package io.datarecords.api.record;

import java.util.List;

/**
 * A page of the register of deletions.
 *
 * @param total how many there are on all pages together
 */
public record DeletionPage(List<Deletion> items, long total, long page, int pageSize) {

    public DeletionPage {
        items = List.copyOf(items);
    }
}
