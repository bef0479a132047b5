package io.datarecords.eventlog;

import io.datarecords.api.Unavailable;
import java.time.Duration;

/** Waiting that ends at once when its thread is told to stop. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The service is stopping.", e);
        }
    }
}
