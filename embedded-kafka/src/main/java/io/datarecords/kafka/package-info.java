/** A real Kafka broker as a child process. */
@NullMarked
package io.datarecords.kafka;

import org.jspecify.annotations.NullMarked;
