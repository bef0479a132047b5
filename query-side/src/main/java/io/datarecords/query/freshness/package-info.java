/** A read answers with every write that was acknowledged before it began: it waits here until the views have them. */
@NullMarked
package io.datarecords.query.freshness;

import org.jspecify.annotations.NullMarked;
