package io.datarecords.command;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection;
import io.datarecords.api.Targeted;
import io.datarecords.api.Unavailable;
import io.datarecords.eventlog.Receipt;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
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
    public record Done<R extends @Nullable Object>(R answer, Receipt receipt) {}

    /**
     * Has the command decided, and its event appended. A command that loses a race is decided again on what is so then.
     *
     * @param notFound why there is no such aggregate
     * @throws Rejected    with whatever the aggregate, the log or {@code notFound} says
     * @throws Unavailable if every race was lost for seconds
     */
    public <R extends @Nullable Object> Done<R> send(Targeted command, Supplier<? extends Rejection> notFound) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int races = 1; ; races++) {
            try {
                return sendOnce(command);
            } catch (AggregateNotFoundException e) {
                throw new Rejected(notFound.get());
            } catch (ConcurrencyException e) {
                if (System.nanoTime() > deadline) {
                    throw new Unavailable("Too many others write the same thing.", e);
                }
                pauseAfter(races);
            } catch (LockAcquisitionFailedException e) {
                throw new Unavailable("Too many others write the same thing.", e);
            }
        }
    }

    private <R extends @Nullable Object> Done<R> sendOnce(Targeted command) {
        var receipt = new Receipt();
        R answer = gateway.sendAndWait(new GenericCommandMessage<>(command, Map.of(Receipt.KEY, receipt)));
        return new Done<>(answer, receipt);
    }

    /** Twice as long each time, and at random, so that those who lost together do not meet again. */
    private static void pauseAfter(int races) {
        long longest = Math.min(LONGEST_PAUSE.toNanos(), Duration.ofMillis(1).toNanos() << Math.min(races, 16));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }
}
