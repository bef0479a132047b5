package io.datarecords.query.freshness;

import io.datarecords.api.datatype.DataTypeState;

/**
 * A data type, as fresh as the read needs it.
 *
 * @param liveRecords how many records it has
 */
public record FreshType(DataTypeState state, long liveRecords) {}
