package io.datarecords.query.record;

import io.datarecords.api.record.RecordState;
import java.time.Instant;

/** A version of a record, and when the next one took its place. */
record EndedVersion(RecordState record, Instant validTo) {}
