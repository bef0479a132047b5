/** What a record was, and who changed it: folded from its own events, straight from the log. */
@NullMarked
package io.datarecords.query.history;

import org.jspecify.annotations.NullMarked;
