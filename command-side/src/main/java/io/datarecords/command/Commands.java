package io.datarecords.command;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection;
import io.datarecords.api.Targeted;
import io.datarecords.api.Unavailable;
import io.datarecords.eventlog.Receipt;
import io.datarecords.eventlog.RequestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends commands to their aggregates and sees them through races. */
@Component
public final class Commands {

    /** How long a command is decided again and again while others win. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(64);

    /** Of the web server's 200 threads, so that writes that wait for the log leave some for everything else. */
    private static final int MOST_AT_A_TIME = 160;

    /** How long one more waits for its turn. */
    private static final Duration TURN_WITHIN = Duration.ofMillis(250);

    private final Semaphore turns = new Semaphore(MOST_AT_A_TIME, true);

    private final CommandGateway gateway;

    Commands(CommandGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * What came of a command.
     *
     * @param answer  what the aggregate answered
     * @param receipt what the log said of the event, if there was one
     */
    public record Done<R extends @Nullable Object>(R answer, Receipt receipt) {

        /** What is shown of the answer: an event that was appended just now happened when the log says. */
        public <V> V timed(V view, BiFunction<V, Instant, V> changedAt) {
            return receipt.isStamped() ? changedAt.apply(view, receipt.time()) : view;
        }
    }

    /**
     * Has the command decided, and its event appended. A command that loses a race is decided again on what is so then.
     *
     * @param first    what it is decided on at first; after that, and for whatever appends nothing, it is the log
     * @param notFound why there is no such aggregate
     * @throws Rejected    with whatever the aggregate, the log or {@code notFound} says, or with
     *     {@link Rejection.TooManyCommands} if it was not taken
     * @throws Unavailable if every race was lost for seconds
     */
    public <R extends @Nullable Object> Done<R> send(
            Targeted command, Basis first, Supplier<? extends Rejection> notFound) {
        return send(command, first, null, notFound);
    }

    /**
     * As the other, for a request that is done once.
     *
     * @throws Rejected also with {@link Rejection.IdempotencyKeyReused} if the request's key stands for something
     */
    public <R extends @Nullable Object> Done<R> send(
            Targeted command, Basis first, @Nullable RequestKey request, Supplier<? extends Rejection> notFound) {
        takeTurn();
        try {
            return sendUntilDone(command, first, request, notFound);
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(TURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Rejected(new Rejection.TooManyCommands());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The service is stopping.", e);
        }
    }

    private <R extends @Nullable Object> Done<R> sendUntilDone(
            Targeted command, Basis first, @Nullable RequestKey request, Supplier<? extends Rejection> notFound) {
        if (first == Basis.MEMORY) {
            var done = this.<R>appendedOnMemory(command, request);
            if (done.isPresent()) {
                return done.get();
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int races = 1; ; races++) {
            try {
                return sendOnce(command, Basis.LOG, request);
            } catch (AggregateNotFoundException e) {
                throw new Rejected(notFound.get());
            } catch (ConcurrencyException e) {
                if (System.nanoTime() > deadline) {
                    throw new Unavailable("Too many others write the same thing.", e);
                }
                pauseAfter(races);
            }
        }
    }

    /** Nothing unless an event was appended: what memory says else may be out of date. */
    private <R extends @Nullable Object> Optional<Done<R>> appendedOnMemory(
            Targeted command, @Nullable RequestKey request) {
        try {
            Done<R> done = sendOnce(command, Basis.MEMORY, request);
            return done.receipt().isStamped() ? Optional.of(done) : Optional.empty();
        } catch (Rejected | AggregateNotFoundException | ConcurrencyException undecided) {
            return Optional.empty();
        }
    }

    private <R extends @Nullable Object> Done<R> sendOnce(Targeted command, Basis basis, @Nullable RequestKey request) {
        var receipt = new Receipt();
        var metadata = new HashMap<String, Object>();
        metadata.put(Receipt.KEY, receipt);
        metadata.put(Basis.KEY, basis);
        if (request != null) {
            metadata.put(RequestKey.KEY, request);
        }
        try {
            R answer = gateway.sendAndWait(new GenericCommandMessage<>(command, metadata));
            return new Done<>(answer, receipt);
        } catch (LockAcquisitionFailedException e) {
            throw new Unavailable("Too many others write the same thing.", e);
        }
    }

    /** Twice as long each time, and at random, so that those who lost together do not meet again. */
    private static void pauseAfter(int races) {
        long longest = Math.min(LONGEST_PAUSE.toNanos(), Duration.ofMillis(1).toNanos() << Math.min(races, 16));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }
}
