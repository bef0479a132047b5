/** Records: their commands, events and views. */
@NullMarked
package io.datarecords.api.record;

import org.jspecify.annotations.NullMarked;
