package io.datarecords.api.datatype;

/**
 * What a value of a {@code record} field points to.
 *
 * @param slug         the field that holds the value
 * @param dataTypeSlug the data type that the record must be of
 * @param recordId     the record, which may not exist
 */
public record Reference(String slug, String dataTypeSlug, long recordId) {}
