package io.datarecords.query.record;

import io.datarecords.api.record.RecordState;

/** A record and where it stands in a sorted list. */
record ListedRow(RecordState record, Position position) {}
