/** Records as they are now: one by its id, and lists. */
@NullMarked
package io.datarecords.query.record;

import org.jspecify.annotations.NullMarked;
