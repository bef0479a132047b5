package io.datarecords.api.datatype;

import java.util.UUID;

/** Names a data type within its workspace. */
public record DataTypeId(UUID workspace, long id) {

    public String aggregateId() {
        return workspace + "/data-types/" + id;
    }
}
