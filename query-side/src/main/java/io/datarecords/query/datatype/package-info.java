/** Data types as they are now. */
@NullMarked
package io.datarecords.query.datatype;

import org.jspecify.annotations.NullMarked;
