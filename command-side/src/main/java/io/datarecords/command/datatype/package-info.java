/** Defining data types, changing them, and knowing the schema that a record must obey. */
@NullMarked
package io.datarecords.command.datatype;

import org.jspecify.annotations.NullMarked;
