package io.datarecords.command.datatype;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.DataTypeArchived;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.datatype.Schema;

/** A data type as one of its versions has it, and the schema that goes with it. */
public record SchemaVersion(DataTypeState type, Schema schema) {

    public static SchemaVersion of(DataTypeState type) {
        return new SchemaVersion(type, Schema.of(type.fields()));
    }

    public TypeAccess access() {
        return type.access();
    }

    /** @throws Rejected with {@link DataTypeArchived} if the type takes no creates and updates */
    public void requireUnarchived() {
        if (type.archived()) {
            throw new Rejected(new DataTypeArchived());
        }
    }
}
