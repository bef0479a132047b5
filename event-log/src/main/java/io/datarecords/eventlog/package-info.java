/** The event log: the only truth and the audit trail. It alone knows the tables of the {@code log} schema. */
@NullMarked
package io.datarecords.eventlog;

import org.jspecify.annotations.NullMarked;
