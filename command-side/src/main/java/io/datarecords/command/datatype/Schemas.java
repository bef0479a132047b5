package io.datarecords.command.datatype;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.datatype.DataTypeId;
import java.util.Optional;

/** The schemas that records are decided on. */
public interface Schemas {

    /** The data type as last committed, or nothing if it never was or is deleted. */
    Optional<SchemaVersion> find(DataTypeId id);

    /** The data type as one of its versions had it, however long ago; it must have been found once. */
    SchemaVersion at(DataTypeId id, long version);

    /**
     * The data type as last committed, or, for a command that is decided on memory, as it was committed once.
     *
     * @throws Rejected with {@link DataTypeNotFound} if it never was or is deleted
     */
    default SchemaVersion current(DataTypeId id) {
        return find(id).orElseThrow(() -> new Rejected(new DataTypeNotFound()));
    }
}
