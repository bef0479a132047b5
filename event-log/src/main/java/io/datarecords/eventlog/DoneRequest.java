package io.datarecords.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * What a request with a {@link RequestKey} led to. Its answer can be made again from the log.
 *
 * @param hash            what was asked, as SHA-256 in hexadecimal; null once the record is deleted
 * @param version         the record's version that was answered
 * @param dataTypeVersion the version of its data type that it was shown under
 * @param created         whether the request created the record
 */
public record DoneRequest(@Nullable String hash, long record, long version, long dataTypeVersion, boolean created) {}
