package io.datarecords.query;

import io.datarecords.eventlog.Follower;
import io.datarecords.query.views.View;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while the views follow the log, once they have reached the head that was seen at the start. */
@Component
final class ProjectionsHealthIndicator implements HealthIndicator {

    private final Follower views;

    ProjectionsHealthIndicator(@Qualifier(View.FOLLOWER) Follower views) {
        this.views = views;
    }

    @Override
    public Health health() {
        return views.isRunning() && views.isHealthy()
                ? Health.up().build()
                : Health.down().build();
    }
}
