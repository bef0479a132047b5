package io.datarecords.api.record;

import io.datarecords.api.SortOrder;

/**
 * In which order records are listed; equals are ordered by id in the same direction, and records without a value come
 * last in either.
 *
 * @param by one of the sortable {@link RecordProperty}s, or the slug of a field
 */
public record RecordOrder(String by, SortOrder direction) {

    public RecordOrder(RecordProperty by, SortOrder direction) {
        this(by.toString(), direction);
    }
}
