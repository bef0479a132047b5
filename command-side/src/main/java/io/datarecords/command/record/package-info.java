/** Creating, updating and deleting records. */
@NullMarked
package io.datarecords.command.record;

import org.jspecify.annotations.NullMarked;
