package io.datarecords.api.datatype;

/**
 * A data type as it is now.
 *
 * @param recounted whether its number of records may have changed since it came to its version
 */
public record FoundDataType(DataTypeView dataType, boolean recounted) {}
