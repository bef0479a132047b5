package io.datarecords.query.record;

import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.record.RecordState;
import org.jspecify.annotations.Nullable;

/**
 * What one statement finds.
 *
 * @param record   null if there is no such record of the type
 * @param isParked whether events of the record wait to be applied: the log alone knows it
 */
record FoundRow(DataTypeState type, @Nullable RecordState record, boolean isParked) {}
