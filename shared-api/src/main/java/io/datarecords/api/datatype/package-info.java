/** Data types: their commands, events, views, and the language in which their fields are described. */
@NullMarked
package io.datarecords.api.datatype;

import org.jspecify.annotations.NullMarked;
