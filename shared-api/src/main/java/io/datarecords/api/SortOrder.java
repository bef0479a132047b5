package io.datarecords.api;

import java.util.Locale;

/** In which direction a list runs. */
public enum SortOrder {
    ASC,
    DESC;

    /** The name in the REST API. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
