package io.datarecords.api.datatype;

import io.datarecords.api.SortOrder;

/** In which order data types are listed; equals are ordered by id in the same direction. */
public record DataTypeOrder(Property by, SortOrder direction) {

    /** What a data type can be sorted by; text by code point. */
    public enum Property {
        NAME("name"),
        SLUG("slug"),
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
