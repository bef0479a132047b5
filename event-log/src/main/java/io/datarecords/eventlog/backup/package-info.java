/** Backups of the log, the register of deletions beside them, and the restore that erases again what was erased since. */
@NullMarked
package io.datarecords.eventlog.backup;

import org.jspecify.annotations.NullMarked;
