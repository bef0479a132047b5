package io.datarecords.api.datatype;

import java.util.List;

/**
 * A page of a data type's audit trail.
 *
 * @param total how many changes there are on all pages together
 */
public record DataTypeChangePage(List<DataTypeChange> items, long total, long page, int pageSize) {

    public DataTypeChangePage {
        items = List.copyOf(items);
    }
}
