package io.datarecords.command.record;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.command.datatype.SchemaVersion;

/**
 * What is asked for every row of an upload.
 *
 * @param type   as it is when the import begins
 * @param dryRun whether the rows are only judged
 */
record Import(SchemaVersion type, ImportMode mode, boolean dryRun, Caller by) {

    DataTypeId dataType() {
        return new DataTypeId(by.workspace(), type.type().id());
    }

    /** @throws Rejected if no row at all is permitted */
    void requirePermitted() {
        if (!mayAny()) {
            throw new Rejected(new Forbidden("import records of this data type"));
        }
    }

    /** Whoever may not do it with records of one's own may do it with no other. */
    private boolean mayAny() {
        return AccessRules.mayCreate(by, type.access(), by.memberId())
                || (mode == ImportMode.UPSERT && AccessRules.mayUpdate(by, type.access(), by.memberId()));
    }
}
