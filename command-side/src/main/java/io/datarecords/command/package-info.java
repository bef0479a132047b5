/** The write half: it takes commands over HTTP, lets the aggregates decide, and answers from what they decided. */
@NullMarked
package io.datarecords.command;

import org.jspecify.annotations.NullMarked;
