package io.datarecords.command.publication;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Tells how far the publication has come. It is up whatever the broker does: commands never wait for Kafka, so a node
 * whose broker is away is as fit for them as ever.
 */
final class PublicationHealthIndicator implements HealthIndicator {

    private final Publisher publisher;
    private final Progress progress;

    PublicationHealthIndicator(Publisher publisher, Progress progress) {
        this.publisher = publisher;
        this.progress = progress;
    }

    @Override
    public Health health() {
        var lag = progress.lag();
        var health = Health.up()
                .withDetail("lagEvents", lag.events())
                .withDetail("lagSeconds", lag.seconds())
                .withDetail("parkedEvents", lag.parked());
        var failure = publisher.failure();
        if (failure != null) {
            health.withDetail("failure", String.valueOf(failure.getMessage()));
        }
        return health.build();
    }
}
