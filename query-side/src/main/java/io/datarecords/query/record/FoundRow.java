package io.datarecords.query.record;

import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.record.RecordState;
import org.jspecify.annotations.Nullable;

/**
 * What one statement finds.
 *
 * @param type   null while the views do not have it yet
 * @param record null if there is no such record of the type
 */
record FoundRow(@Nullable DataTypeState type, @Nullable RecordState record) {}
