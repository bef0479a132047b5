/** The command line: a client of the service's own calls, and the tool that backs up and restores the log. */
@NullMarked
package io.datarecords.cli;

import org.jspecify.annotations.NullMarked;
