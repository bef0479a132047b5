package io.datarecords.command.record;

import io.datarecords.eventlog.DoneRequests;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has requests forgotten in the background once their time is over. */
@Component
final class OldRequests implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(OldRequests.class);

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int AT_ONCE = 1_000;

    private final DoneRequests requests;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("old-requests").daemon().factory());

    OldRequests(DoneRequests requests) {
        this.requests = requests;
        var _ = timer.scheduleWithFixedDelay(this::forget, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void forget() {
        try {
            int forgotten;
            do {
                forgotten = requests.forget(AT_ONCE);
            } while (forgotten == AT_ONCE);
        } catch (RuntimeException e) {
            LOGGER.warn("Old idempotency keys are still there, and are tried again in a minute", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
