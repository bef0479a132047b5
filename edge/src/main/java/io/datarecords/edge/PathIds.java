package io.datarecords.edge;

import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.RecordId;

/**
 * Ids in paths. A segment that is no id is read as 0, which nothing ever has: looking it up answers 404 just as for an
 * id that never existed, and in the same order among other errors.
 */
public final class PathIds {

    private static final long NOTHING = 0;

    private PathIds() {}

    /** The data type that the segment names, within the caller's workspace. */
    public static DataTypeId dataType(Caller caller, String segment) {
        return new DataTypeId(caller.workspace(), parse(segment));
    }

    /** The record that the segment names, within the caller's workspace. */
    public static RecordId record(Caller caller, String segment) {
        return new RecordId(caller.workspace(), parse(segment));
    }

    /** The member that the segment names. */
    public static long member(String segment) {
        return parse(segment);
    }

    private static long parse(String segment) {
        return WireIds.parse(segment).orElse(NOTHING);
    }
}
