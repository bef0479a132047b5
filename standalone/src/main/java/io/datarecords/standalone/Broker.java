package io.datarecords.standalone;

import java.util.List;
import java.util.Optional;

/** The Kafka that events are published to. */
sealed interface Broker {

    /** One of our own in the data folder, on a port of this machine. */
    record Own(int port) implements Broker {}

    /** Somebody else's, as {@code host:port}. */
    record External(String at) implements Broker {}

    /** Nothing is published. */
    record None() implements Broker {}

    /** Where clients find it, if there is one. */
    default Optional<String> address() {
        return switch (this) {
            case Own(int port) -> Optional.of("localhost:" + port);
            case External(var at) -> Optional.of(at);
            case None() -> Optional.empty();
        };
    }

    /** What the service has to know of it. */
    default List<String> properties() {
        return switch (this) {
            case Own(int port) ->
                List.of(
                        "--spring.kafka.bootstrap-servers=127.0.0.1:" + port,
                        "--data-records.publication.replication-factor=1",
                        "--data-records.publication.partitions=6");
            case External(var at) -> List.of("--spring.kafka.bootstrap-servers=" + at);
            case None() -> List.of("--data-records.publication.enabled=false");
        };
    }
}
