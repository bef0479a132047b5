package io.datarecords.command.publication;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are published to Kafka. Where the broker is, and how to log in there, is said by {@code spring.kafka}.
 *
 * @param enabled           whether this node takes part in publishing
 * @param partitions        how many partitions the topic has; from 1, and the same for ever: a record keeps its partition
 * @param replicationFactor on how many brokers each partition lies; -1 for the broker's default
 * @param erasedWithin      how long after a deletion the record's values may still be on a broker's disk, at least 10 s;
 *                          for less than a minute, {@code log.cleaner.backoff.ms} of the broker must be lowered, too
 */
@ConfigurationProperties("data-records.publication")
record PublicationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("12") int partitions,
        @DefaultValue("-1") short replicationFactor,
        @DefaultValue("1h") Duration erasedWithin) {

    private static final Duration SHORTEST = Duration.ofSeconds(10);

    PublicationProperties {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "data-records.publication.partitions: " + partitions + " (expected: >= 1)");
        }
        if (replicationFactor == 0 || replicationFactor < -1) {
            throw new IllegalArgumentException(
                    "data-records.publication.replication-factor: " + replicationFactor + " (expected: >= 1, or -1)");
        }
        if (erasedWithin.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "data-records.publication.erased-within: " + erasedWithin + " (expected: >= " + SHORTEST + ")");
        }
    }

    /** After how long a broker begins a new segment, and no longer puts off compacting the old ones. */
    Duration segmentAge() {
        return erasedWithin.dividedBy(5);
    }

    /**
     * How long after a deletion something is appended to each partition, so that a quiet one begins a new segment: longer
     * than a segment's age. A deletion just after one round is covered by the next, so that half of the time is left for
     * the broker to compact in.
     */
    Duration markerDelay() {
        return erasedWithin.dividedBy(4);
    }
}
