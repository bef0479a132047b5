/** Who calls, and what a caller may do. */
@NullMarked
package io.datarecords.api.access;

import org.jspecify.annotations.NullMarked;
