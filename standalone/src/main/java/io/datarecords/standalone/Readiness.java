package io.datarecords.standalone;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;

/** Whether the service does its work, and not only runs. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Readiness() {}

    /**
     * Waits until the service is healthy: its views may have much of the log to catch up with.
     *
     * @throws StartFailure if it does not become so
     */
    static void await(ApplicationContext service) {
        var health = service.getBean(HealthEndpoint.class);
        var deadline = Instant.now().plus(PATIENCE);
        while (!Status.UP.equals(health.health().getStatus())) {
            if (Instant.now().isAfter(deadline)) {
                throw new StartFailure("The service does not become healthy.");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while starting.", e);
        }
    }
}
