package io.datarecords.eventlog;

import static io.datarecords.eventlog.TestLog.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.api.DomainEvent;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.RecordId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What this service needs of the engine under its event store, on a real database. */
@Timeout(60)
abstract class EventStorageContract {

    static final long TYPE = 1;
    static final long RECORD = 2;

    static final Duration AN_HOUR = Duration.ofHours(1);

    /** How long an append is held open: longer than the log lets it be. {@code -Dheld=90} takes a minute and a half. */
    static final Duration HELD = Duration.ofSeconds(Integer.getInteger("held", 4));

    HikariDataSource pool;
    FaultyCommits commits;
    EventStorageEngine engine;

    abstract EventStorageEngine engine(HikariDataSource migrate, FaultyCommits dataSource);

    @BeforeEach
    void typeDefined() {
        pool = TestPostgres.dataSource();
        commits = new FaultyCommits(pool);
        engine = engine(pool, commits);
        engine.appendEvents(message(0, TestLog.defined(TYPE, "visit", List.of())));
    }

    @AfterEach
    void clockAndPool() {
        GenericEventMessage.clock = Clock.systemUTC();
        pool.close();
    }

    @Test
    void anEventIsReadBackAsItWasAppended() {
        var message = created(RECORD).andMetaData(Map.of("trace", "42"));

        engine.appendEvents(message);

        var read = engine.readEvents(recordId(RECORD)).next();
        assertThat(read.getPayload()).isEqualTo(message.getPayload());
        assertThat(read.getIdentifier()).isEqualTo(message.getIdentifier());
        assertThat(read.getMetaData()).containsEntry("trace", "42");
        assertThat(read.getSequenceNumber()).isZero();
    }

    @Test
    void anAggregateIsReadInOrderAndFromAnySequence() {
        engine.appendEvents(created(RECORD));
        engine.appendEvents(updated(RECORD, 1));
        engine.appendEvents(updated(RECORD, 2));

        assertThat(engine.readEvents(recordId(RECORD), 1).asStream().map(DomainEventMessage::getSequenceNumber))
                .containsExactly(1L, 2L);
        assertThat(engine.lastSequenceNumberFor(recordId(RECORD))).contains(2L);
        assertThat(engine.lastSequenceNumberFor(recordId(99))).isEmpty();
    }

    @Test
    void ofRacingAppendsToOneSequenceExactlyOneWins() throws Exception {
        engine.appendEvents(created(RECORD));
        Callable<String> append = () -> {
            engine.appendEvents(updated(RECORD, 1));
            return "won";
        };

        var results = Race.run(Collections.nCopies(8, append));

        assertThat(results).filteredOn("won"::equals).hasSize(1);
        assertThat(results).filteredOn(ConcurrencyException.class::isInstance).hasSize(7);
        assertThat(engine.readEvents(recordId(RECORD)).asStream()).hasSize(2);
    }

    @Test
    void aSequenceThatIsTakenIsAConcurrencyException() {
        engine.appendEvents(created(RECORD));

        assertThatThrownBy(() -> engine.appendEvents(created(RECORD))).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void aReaderSkipsNoEventWhoseTransactionWasSlow() throws Exception {
        // appended by nodes whose clocks are behind, as clocks are
        var seen = readWhileATransactionIsSlow(Duration.ofMinutes(-2), Duration.ZERO);

        assertThat(seen).extracting(this::aggregate).contains(recordId(RECORD), recordId(RECORD + 1));
    }

    @Test
    void aReaderSkipsNoEventWhenTheClockOfThoseWhoAppendIsAnHourBehind() throws Exception {
        var seen = readWhileATransactionIsSlow(AN_HOUR.negated(), Duration.ZERO);

        assertThat(seen).extracting(this::aggregate).contains(recordId(RECORD), recordId(RECORD + 1));
    }

    @Test
    void aReaderSkipsNoEventWhenItsClockIsSetForwardByAnHour() throws Exception {
        var seen = readWhileATransactionIsSlow(Duration.ZERO, AN_HOUR);

        assertThat(seen).extracting(this::aggregate).contains(recordId(RECORD), recordId(RECORD + 1));
    }

    @Test
    @Timeout(180)
    void aPausedReaderSkipsNoEventWhoseTransactionWasHeldOpen() throws Exception {
        var seen = readAroundAnAppendHeldOpenFor(HELD);

        assertThat(seen)
                .extracting(this::aggregate)
                .containsExactlyInAnyOrder(typeId(), recordId(RECORD), recordId(RECORD + 1));
    }

    /** Another node appends at the same time; the reader pauses, and looks again just before the first append ends. */
    List<TrackedEventMessage<?>> readAroundAnAppendHeldOpenFor(Duration hold) throws Exception {
        var otherNode = engine(pool, new FaultyCommits(pool));
        var seen = new ArrayList<TrackedEventMessage<?>>();
        var token = readOn(null, seen);
        var held = commits.holdTheNext();
        var heldAppend = async(() -> appendAgainIfLost(created(RECORD)));
        held.awaitReached();
        var otherAppend = async(() -> otherNode.appendEvents(created(RECORD + 1)));

        Pause.of(hold);
        token = readOn(token, seen);
        held.release();
        heldAppend.get(10, TimeUnit.SECONDS);
        otherAppend.get(10, TimeUnit.SECONDS);
        readOn(token, seen);
        return seen;
    }

    /** What the log has given up, so that others could go on, is decided again. */
    private void appendAgainIfLost(DomainEventMessage<?> event) {
        try {
            engine.appendEvents(event);
        } catch (ConcurrencyException lost) {
            engine.appendEvents(event);
        }
    }

    @Test
    void positionsFollowTheOrderOfCommits() throws Exception {
        var seen = readWhileATransactionIsSlow(Duration.ZERO, Duration.ZERO);

        assertThat(seen.stream().map(event -> event.trackingToken().position().orElseThrow()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /** Reads as a follower does, before and after a slow transaction ends; an event is seen in the order it is read. */
    private List<TrackedEventMessage<?>> readWhileATransactionIsSlow(Duration appendersClock, Duration readersClock)
            throws Exception {
        GenericEventMessage.clock = Clock.offset(Clock.systemUTC(), appendersClock);
        var slowEvent = created(RECORD);
        var quickEvent = created(RECORD + 1);
        GenericEventMessage.clock = Clock.offset(Clock.systemUTC(), readersClock);
        var otherNode = engine(pool, new FaultyCommits(pool));
        var seen = new ArrayList<TrackedEventMessage<?>>();
        var slow = commits.holdTheNext();
        var slowAppend = async(() -> engine.appendEvents(slowEvent));
        slow.awaitReached();
        var quickAppend = async(() -> otherNode.appendEvents(quickEvent));
        awaitBriefly(quickAppend);
        var token = readOn(null, seen);
        slow.release();
        slowAppend.get(10, TimeUnit.SECONDS);
        quickAppend.get(10, TimeUnit.SECONDS);
        readOn(token, seen);
        return seen;
    }

    static CompletableFuture<Void> async(Runnable task) {
        return CompletableFuture.runAsync(task, Thread::startVirtualThread);
    }

    private static void awaitBriefly(CompletableFuture<?> append) throws Exception {
        try {
            append.get(500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // it waits for its turn: that is one way to keep the order
        }
    }

    TrackingToken readOn(TrackingToken token, List<TrackedEventMessage<?>> seen) {
        var last = token;
        try (var events = engine.readEvents(token, false)) {
            for (TrackedEventMessage<?> event : events.toList()) {
                seen.add(event);
                last = event.trackingToken();
            }
        }
        return last;
    }

    @Test
    void tokensArePlainPositions() {
        engine.appendEvents(created(RECORD));

        try (var events = engine.readEvents((TrackingToken) null, false)) {
            assertThat(events)
                    .extracting(TrackedEventMessage::trackingToken)
                    .allMatch(GlobalSequenceTrackingToken.class::isInstance);
        }
    }

    @Test
    void timeNeverFallsAlongPositions() {
        engine.appendEvents(created(RECORD));
        long sequence = 1;
        for (var offset : List.of(AN_HOUR.negated(), AN_HOUR, Duration.ZERO)) {
            GenericEventMessage.clock = Clock.offset(Clock.systemUTC(), offset);
            engine.appendEvents(updated(RECORD, sequence++));
        }

        try (var events = engine.readEvents((TrackingToken) null, false)) {
            assertThat(events.map(TrackedEventMessage::getTimestamp)).isSorted();
        }
    }

    @Test
    void anAppendWhoseCommitWasDoneButNotHeardOfSucceeds() {
        commits.loseTheNextAnswer();

        engine.appendEvents(created(RECORD));

        assertThat(engine.readEvents(recordId(RECORD)).asStream()).hasSize(1);
    }

    @Test
    void anAppendWhoseCommitWasLostMayBeDecidedAgain() {
        commits.loseTheNextCommit();

        assertThatThrownBy(() -> engine.appendEvents(created(RECORD))).isInstanceOf(ConcurrencyException.class);
        assertThat(engine.readEvents(recordId(RECORD)).asStream()).isEmpty();
    }

    @Test
    void aSnapshotIsReadBack() {
        engine.appendEvents(created(RECORD));

        engine.storeSnapshot(snapshot(RECORD, 0, "state"));

        assertThat(engine.readSnapshot(recordId(RECORD)).orElseThrow().getPayload())
                .isEqualTo(new TestSnapshot("state"));
    }

    @Test
    void aSnapshotIsStoredOnlyOverALivingEvent() {
        engine.storeSnapshot(snapshot(RECORD, 0, "of a record that was erased"));

        assertThat(engine.readSnapshot(recordId(RECORD))).isEmpty();
    }

    /** What a test stores as a snapshot. */
    record TestSnapshot(String state) {}

    static DomainEventMessage<?> snapshot(long record, long sequence, String state) {
        return new GenericDomainEventMessage<>("records", recordId(record), sequence, new TestSnapshot(state));
    }

    static DomainEventMessage<?> created(long record) {
        return message(0, TestLog.created(record, TYPE, 7L, Map.of("note", "first")));
    }

    static DomainEventMessage<?> updated(long record, long sequence) {
        return message(sequence, TestLog.updated(record, TYPE, 7L, Map.of("note", "change " + sequence)));
    }

    static DomainEventMessage<?> message(long sequence, DomainEvent event) {
        var aggregate = AggregateRef.of(event);
        return new GenericDomainEventMessage<>(aggregate.kind(), aggregate.toString(), sequence, event);
    }

    static String recordId(long record) {
        return new RecordId(WORKSPACE, record).aggregateId();
    }

    static String typeId() {
        return new DataTypeId(WORKSPACE, TYPE).aggregateId();
    }

    String aggregate(TrackedEventMessage<?> event) {
        return ((DomainEventMessage<?>) event).getAggregateIdentifier();
    }
}
