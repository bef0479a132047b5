/** The read half: composes the features and keeps their views in step with the event log. */
@NullMarked
package io.datarecords.query;

import org.jspecify.annotations.NullMarked;
