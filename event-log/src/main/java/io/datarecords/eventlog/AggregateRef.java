package io.datarecords.eventlog;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.RecordEvent;
import io.datarecords.api.record.RecordId;
import java.util.UUID;

/**
 * An aggregate's identifier, taken apart: {@code <workspace>/<kind>/<id>}. Ids are unique across workspaces and kinds.
 */
record AggregateRef(UUID workspace, String kind, long id) {

    static AggregateRef of(DomainEvent event) {
        return parse(
                event instanceof RecordEvent record
                        ? new RecordId(record.workspace(), record.recordId()).aggregateId()
                        : new DataTypeId(event.workspace(), event.dataTypeId()).aggregateId());
    }

    /** @throws IllegalArgumentException for an identifier of another shape */
    static AggregateRef parse(String identifier) {
        String[] parts = identifier.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "aggregate identifier: " + identifier + " (expected: <workspace>/<kind>/<id>)");
        }
        return new AggregateRef(UUID.fromString(parts[0]), parts[1], Long.parseLong(parts[2]));
    }

    @Override
    public String toString() {
        return workspace + "/" + kind + "/" + id;
    }
}
