/** Generations of the views: each is built from the log's beginning, takes the place of the one before, and is dropped. */
@NullMarked
package io.datarecords.query.generation;

import org.jspecify.annotations.NullMarked;
