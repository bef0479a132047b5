/** Events that the views could not take: parked with what comes after them of the same aggregate, and tried again. */
@NullMarked
package io.datarecords.query.deadletter;

import org.jspecify.annotations.NullMarked;
