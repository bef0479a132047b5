package io.datarecords.api.record;

import java.util.UUID;

/** Names a record within its workspace. */
public record RecordId(UUID workspace, long id) {

    public String aggregateId() {
        return workspace + "/records/" + id;
    }
}
