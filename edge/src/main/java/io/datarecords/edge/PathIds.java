package io.datarecords.edge;

import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.RecordId;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

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

    /**
     * The member that the segment names. Members are not kept, so that any id may be one.
     *
     * @throws ResponseStatusException with 404 for what is no id
     */
    public static long member(String segment) {
        var id = WireIds.parse(segment);
        if (id.isEmpty() || !WireIds.isGiven(id.getAsLong())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return id.getAsLong();
    }

    private static long parse(String segment) {
        return WireIds.parse(segment).orElse(NOTHING);
    }
}
