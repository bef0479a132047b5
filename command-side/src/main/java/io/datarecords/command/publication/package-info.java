/** The publication to Kafka: every event of the log, as messages for downstream systems. */
@NullMarked
package io.datarecords.command.publication;

import org.jspecify.annotations.NullMarked;
