package io.datarecords.eventlog;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose the log is.
 *
 * @param reader the database role of the query side, if it has one of its own: whoever owns the log lets it read
 */
@ConfigurationProperties("data-records.log")
record LogProperties(@Nullable String reader) {}
