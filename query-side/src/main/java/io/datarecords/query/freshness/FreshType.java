package io.datarecords.query.freshness;

import io.datarecords.api.datatype.DataTypeState;

/**
 * A data type, as fresh as the read needs it.
 *
 * @param liveRecords how many records it has
 * @param recounted   whether that may have changed since the type came to its version
 */
public record FreshType(DataTypeState state, long liveRecords, boolean recounted) {}
