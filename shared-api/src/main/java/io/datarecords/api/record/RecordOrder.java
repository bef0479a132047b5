package io.datarecords.api.record;

import io.datarecords.api.SortOrder;

/** In which order records are listed; equals are ordered by id in the same direction. */
public record RecordOrder(Property by, SortOrder direction) {

    /** What a record can be sorted by. */
    public enum Property {
        CREATED_AT("createdAt"),
        UPDATED_AT("updatedAt"),
        ID("id");

        private final String name;

        Property(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
