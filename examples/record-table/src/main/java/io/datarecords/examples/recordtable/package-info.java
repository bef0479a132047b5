/** An example consumer of the topic: a table of all records, and of how many each member has. */
@NullMarked
package io.datarecords.examples.recordtable;

import org.jspecify.annotations.NullMarked;
