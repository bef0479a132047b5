package io.datarecords.query.history;

import io.datarecords.api.datatype.DataTypeState;
import java.util.List;

/**
 * What a caller who may read a record is told its history from.
 *
 * @param type    as it is now
 * @param moments oldest first, at least one
 */
record History(DataTypeState type, List<Moment> moments) {}
