package io.datarecords.query.freshness;

import io.datarecords.api.Consistency;
import io.datarecords.api.Unavailable;
import io.datarecords.query.generation.Generations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets reads wait for the views. */
@Component
public final class Freshness {

    /** How long a read waits before it gives up. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** How soon a move that another process made is seen. */
    private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

    private final Generations generations;
    private final Advances advances = new Advances();

    Freshness(Generations generations) {
        this.generations = generations;
        generations.onAdvance(advances::announce);
    }

    /** One look at the views. */
    @FunctionalInterface
    public interface Attempt<A> {

        /** @param needed what the first look found to be needed, or null at the first */
        Reading<A> read(@Nullable Long needed);
    }

    /**
     * Reads again until the views have reached what was needed when this was called. What is appended meanwhile is not
     * waited for, so that a steady stream of writes holds no read up.
     *
     * @param wanted {@link Consistency#EVENTUAL} takes whatever the views have; only if they have nothing at all of what
     *     the log has, that is waited for, since to say that it does not exist would be wrong rather than old
     * @throws Unavailable if the views do not get there in time
     */
    public <A> A await(Consistency wanted, Attempt<A> attempt) {
        generations.requireLive();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long seen = advances.count();
        var reading = attempt.read(null);
        long needed = reading.needed();
        while (!reading.suffices(wanted, needed)) {
            pause(seen, deadline);
            seen = advances.count();
            reading = attempt.read(needed);
        }
        return Objects.requireNonNull(reading.answer(), "the log has what was asked for, but not the views");
    }

    private void pause(long seen, long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new Unavailable("The views have not caught up with the log in time.");
        }
        try {
            advances.awaitAfter(seen, Math.min(left, POLL_NANOS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The service is stopping.", e);
        }
    }
}
