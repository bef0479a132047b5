package io.datarecords.command.record;

import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.Reference;

/** What the values of {@code record} fields may point to. */
interface References {

    /** Whether the record exists, is of the type that the field demands, and may be read by the caller. */
    boolean mayPointTo(Reference reference, Caller by);
}
