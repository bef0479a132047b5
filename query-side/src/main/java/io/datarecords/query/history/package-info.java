/** What a record was, and who changed it or its data type: folded from their own events, straight from the log. */
@NullMarked
package io.datarecords.query.history;

import org.jspecify.annotations.NullMarked;
