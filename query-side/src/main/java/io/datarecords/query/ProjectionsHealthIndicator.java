package io.datarecords.query;

import io.datarecords.query.generation.Generations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while the views follow the log, once they have reached the head that was seen at the start. */
@Component
final class ProjectionsHealthIndicator implements HealthIndicator {

    private final Generations views;

    ProjectionsHealthIndicator(Generations views) {
        this.views = views;
    }

    @Override
    public Health health() {
        return views.isHealthy() ? Health.up().build() : Health.down().build();
    }
}
