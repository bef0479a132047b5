package io.datarecords.command.publication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.datarecords.api.DomainEvent;
import io.datarecords.api.datatype.DataTypeEvent;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import io.datarecords.command.publication.EventProducer.Refused;
import io.datarecords.command.publication.Progress.Claim;
import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.LogWorker;
import io.datarecords.eventlog.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes the log in its order, in batches of one Kafka transaction each, and notes how far it has come only when the
 * broker has them. Every node runs one, and one of them works.
 *
 * <p>A batch is read from the log inside its transaction, and anew for every attempt: what has been erased meanwhile is
 * not in it, and a node that stood still since then can no longer send what it has read.
 */
final class Publisher implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(Publisher.class);

    private static final int BATCH = 500;
    private static final int REMEMBERED_SLUGS = 10_000;
    private static final Duration BETWEEN_RETRIES = Duration.ofMinutes(10);

    /** How soon it is noticed that the topic is another one, or not there at all. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);

    private final EventLog log;
    private final Progress progress;
    private final ParkedEvents parked;
    private final RecordEventsTopic topic;
    private final EventProducer producer;
    private final Duration markerDelay;
    private final LogWorker worker;
    private final Cache<DataTypeId, String> slugs =
            Caffeine.newBuilder().maximumSize(REMEMBERED_SLUGS).build();

    private String topicId = "";
    private Instant nextLook = Instant.MIN;
    private List<LoggedEvent> attempted = List.of();
    private int limit = BATCH;
    private Instant nextRetry = Instant.MIN;
    private final AtomicLong published = new AtomicLong();

    Publisher(
            EventLog log,
            Progress progress,
            ParkedEvents parked,
            RecordEventsTopic topic,
            EventProducer producer,
            Duration markerDelay) {
        this.log = log;
        this.progress = progress;
        this.parked = parked;
        this.topic = topic;
        this.producer = producer;
        this.markerDelay = markerDelay;
        this.worker = new LogWorker(log, "publication", this::step);
    }

    @Override
    public void start() {
        worker.start();
    }

    /** Lets another node go on at once. */
    @Override
    public void stop() {
        worker.stop();
        producer.close();
        try {
            progress.release();
        } catch (RuntimeException e) {
            LOGGER.warn("The claim on the publication ends by itself, in {}", Progress.CLAIM, e);
        }
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    /** Why nothing can be published now, or null if it can. */
    @Nullable Throwable failure() {
        return worker.failure();
    }

    /** How many events this node has published since it started. */
    long published() {
        return published.get();
    }

    private boolean step() {
        try {
            if (Instant.now().isAfter(nextLook)) {
                topicId = topic.prepare();
                nextLook = Instant.now().plus(BETWEEN_LOOKS);
            }
            return step(topicId);
        } catch (RuntimeException | Error e) {
            // Perhaps it is not the topic that it was, or another node fares better.
            nextLook = Instant.MIN;
            release(e);
            throw e;
        }
    }

    /** What has failed before stays what is told. */
    private void release(Throwable failure) {
        try {
            progress.release();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private boolean step(String topicId) {
        var look = progress.look(topicId, markerDelay);
        if (!look.mine() && !look.free()) {
            return false;
        }
        if (look.otherTopic()) {
            return publish(topicId);
        }
        if (look.markersDue()) {
            sendMarkers();
        }
        if (Instant.now().isAfter(nextRetry)) {
            nextRetry = Instant.now().plus(BETWEEN_RETRIES);
            retryParked();
        }
        if (look.hasEvents()) {
            return publish(topicId);
        }
        if (look.mine() && look.endsSoon()) {
            var _ = progress.take();
        }
        return false;
    }

    /** @return whether there may be more to publish at once */
    private boolean publish(String topicId) {
        try {
            var reached = whileClaimed(claim -> batch(claim, topicId));
            if (reached.isEmpty()) {
                return false;
            }
            progress.moveTo(reached.get());
            published.addAndGet(attempted.size());
            limit = Math.min(BATCH, limit * 2);
        } catch (Refused refused) {
            narrowDown(refused);
        } catch (RuntimeException | Error e) {
            // Perhaps it was too much for the time that a transaction has.
            limit = Math.max(1, limit / 2);
            throw e;
        }
        return true;
    }

    /**
     * Does work in one transaction, unless another node has the claim; then it returns nothing. The claim is taken before,
     * too: a transaction of a node that has none would fence off the one that has it.
     */
    private <T> Optional<T> whileClaimed(Function<Claim, T> work) {
        return progress.take()
                .flatMap(_ -> producer.inTransaction(() -> progress.take().map(work)));
    }

    /** @return the position reached */
    private long batch(Claim claim, String topicId) {
        long position = claim.position();
        if (!topicId.equals(claim.topic())) {
            topic.requireUnused();
            parked.clear();
            progress.begin(topicId);
            position = 0;
        }
        attempted = log.after(position, limit);
        send(attempted);
        return attempted.isEmpty() ? position : attempted.getLast().position();
    }

    private void send(List<LoggedEvent> events) {
        var waiting = parked.aggregates();
        for (var event : events) {
            if (event.event() instanceof RecordDeleted && waiting.remove(event.aggregateId())) {
                parked.removeAll(event.aggregateId());
            }
            if (waiting.contains(event.aggregateId())) {
                parked.park(event.position(), event.aggregateId(), "waits behind an earlier event");
            } else {
                producer.send(message(event));
            }
        }
        sendTombstones(events);
    }

    private void sendTombstones(List<LoggedEvent> events) {
        boolean erases = false;
        for (var event : events) {
            if (event.event() instanceof RecordDeleted deleted) {
                producer.sendTombstones(deleted.recordId(), event.version());
                erases = true;
            }
        }
        if (erases) {
            // Before it is so: a node that is killed in between must not leave a segment open for ever.
            progress.erasing();
        }
    }

    private EventMessage message(LoggedEvent event) {
        return EventMessages.of(event, slugOf(event.event()));
    }

    private String slugOf(DomainEvent event) {
        return event instanceof DataTypeEvent type
                ? type.slug()
                : slugs.get(
                        new DataTypeId(event.workspace(), event.dataTypeId()),
                        id -> log.slugOf(id)
                                .orElseThrow(() -> new IllegalStateException(id + " has events and no head")));
    }

    /** Halves what is sent at once until the event that is refused stands alone, and is put aside. */
    private void narrowDown(Refused refused) {
        if (attempted.size() > 1) {
            limit = attempted.size() / 2;
            return;
        }
        var event = attempted.getFirst();
        if (progress.take().isPresent()) {
            LOGGER.error(
                    "The broker refuses the event at position {}, version {} of {}: {}. It is put aside, with the later"
                            + " ones of the same, and tried again every {}",
                    event.position(),
                    event.version(),
                    event.aggregateId(),
                    refused.reason(),
                    BETWEEN_RETRIES);
            parked.park(event.position(), event.aggregateId(), refused.reason());
            progress.moveTo(event.position());
        }
    }

    private void retryParked() {
        Set<String> refused = new HashSet<>();
        for (var event : parked.all()) {
            if (!refused.contains(event.aggregate()) && !retry(event.position())) {
                refused.add(event.aggregate());
            }
        }
    }

    /** @return whether the event is on the topic now, or has been erased */
    private boolean retry(long position) {
        try {
            var claimed = whileClaimed(claim -> {
                log.at(position).ifPresent(this::sendAlone);
                return claim;
            });
            claimed.ifPresent(_ -> parked.remove(position));
            return claimed.isPresent();
        } catch (Refused again) {
            return false;
        }
    }

    private void sendAlone(LoggedEvent event) {
        producer.send(message(event));
        sendTombstones(List.of(event));
    }

    private void sendMarkers() {
        var claimed = whileClaimed(claim -> {
            producer.sendMarkers();
            return claim;
        });
        claimed.ifPresent(_ -> progress.marked());
    }
}
