package io.datarecords.command.record;

import io.datarecords.api.record.DataRecordView;

/**
 * What came of a write.
 *
 * @param record   as it is now
 * @param created  whether the write made it
 * @param appended whether the write changed anything
 */
record Written(DataRecordView record, boolean created, boolean appended) {}
