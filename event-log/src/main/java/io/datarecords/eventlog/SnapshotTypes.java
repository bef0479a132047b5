package io.datarecords.eventlog;

import java.util.Map;

/**
 * The aggregates that snapshots are stored of, by the names they are stored under. Whoever changes an aggregate's fields
 * changes its name here too: snapshots of other names are passed over.
 */
public record SnapshotTypes(Map<String, Class<?>> byName) {

    public SnapshotTypes {
        byName = Map.copyOf(byName);
    }
}
