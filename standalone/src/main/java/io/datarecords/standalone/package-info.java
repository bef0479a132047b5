/** Both halves in one process with an embedded PostgreSQL, for trying things out: composition, and nothing of its own. */
@NullMarked
package io.datarecords.standalone;

import org.jspecify.annotations.NullMarked;
