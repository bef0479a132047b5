package io.datarecords.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PostgresEventStorageEngineTest extends EventStorageContract {

    private EventLog log;
    private PostgresEventStore store;

    @Override
    EventStorageEngine engine(HikariDataSource migrate, FaultyCommits dataSource) {
        new LogSchema(migrate, null).prepare(Duration.ZERO);
        var availability = new Availability();
        log = new EventLog(dataSource, availability);
        var snapshots =
                new Snapshots(JdbcClient.create(dataSource), new SnapshotTypes(Map.of("test.1", TestSnapshot.class)));
        var engine = new PostgresEventStorageEngine(log, new Appender(dataSource, availability), snapshots);
        store = PostgresEventStore.over(engine, log);
        return engine;
    }

    @Test
    void readersDoNotWaitForTheHoleThatAPurgeLeaves() {
        engine.appendEvents(created(RECORD));
        engine.appendEvents(updated(RECORD, 1));
        engine.appendEvents(message(2, TestLog.deleted(RECORD, TYPE, 7L)));
        engine.appendEvents(created(RECORD + 1));

        try (var events = engine.readEvents(engine.createTailToken(), false)) {
            assertThat(events.map(event -> event.trackingToken().position().orElseThrow()))
                    .containsExactly(1L, 4L, 5L);
        }
    }

    @Test
    void aNodeThatStallsBeforeItsCommitLetsGoOfTheLogAndHearsThatItLost() throws Exception {
        var stalled = commits.holdTheNext();
        var stalledAppend = async(() -> engine.appendEvents(created(RECORD)));
        stalled.awaitReached();

        new TestLog(pool).append(TestLog.created(RECORD + 1, TYPE, 7L, Map.of()));
        stalled.release();

        assertThatThrownBy(() -> stalledAppend.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ConcurrencyException.class);
        assertThat(engine.readEvents(recordId(RECORD)).asStream()).isEmpty();
        assertThat(engine.readEvents(recordId(RECORD + 1)).asStream()).hasSize(1);
    }

    @Test
    void anAppendHeldOpenForLessThanItsLimitIsWaitedForByTheNextAndSkippedByNoReader() throws Exception {
        var seen = readAroundAnAppendHeldOpenFor(Duration.ofSeconds(1));

        assertThat(seen).extracting(this::aggregate).containsExactly(typeId(), recordId(RECORD), recordId(RECORD + 1));
    }

    @Test
    void afterTheServersClockWasSetBackByAnHourTimeStandsStillAndNoReaderSkipsAnything() {
        var seen = new ArrayList<TrackedEventMessage<?>>();
        // as the last append has left it, when the clock was an hour ahead
        JdbcClient.create(pool)
                .sql("update log.head set time = clock_timestamp() + interval '1 hour'")
                .update();
        engine.appendEvents(created(RECORD));
        var token = readOn(null, seen);
        engine.appendEvents(created(RECORD + 1));
        readOn(token, seen);

        assertThat(seen).extracting(this::aggregate).containsExactly(typeId(), recordId(RECORD), recordId(RECORD + 1));
        assertThat(seen.get(1).getTimestamp()).isAfter(Instant.now().plus(Duration.ofMinutes(59)));
        assertThat(seen.get(2).getTimestamp()).isEqualTo(seen.get(1).getTimestamp());
    }

    @Test
    void aTokenAtAnInstantLeavesOutWhatCameBefore() {
        engine.appendEvents(created(RECORD));
        var between = engine.readEvents(recordId(RECORD)).next().getTimestamp().plusNanos(1000);
        engine.appendEvents(created(RECORD + 1));

        try (var events = engine.readEvents(engine.createTokenAt(between), false)) {
            assertThat(events.map(this::aggregate)).containsExactly(recordId(RECORD + 1));
        }
    }

    @Test
    void moreThanOneEventAtATimeIsRefused() {
        var two = List.of(created(RECORD), created(RECORD + 1));

        assertThatThrownBy(() -> engine.appendEvents(two)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSnapshotOfAnOlderShapeIsPassedOver() {
        engine.appendEvents(created(RECORD));
        engine.storeSnapshot(snapshot(RECORD, 0, "state"));
        var newer = new Snapshots(JdbcClient.create(commits), new SnapshotTypes(Map.of("test.2", TestSnapshot.class)));

        assertThat(newer.read(recordId(RECORD))).isEmpty();
    }

    @Test
    void aSnapshotIsReadInItsOwnWorkspaceAndKindAlone() {
        engine.appendEvents(created(RECORD));
        engine.storeSnapshot(snapshot(RECORD, 0, "state"));

        assertThat(engine.readSnapshot(new RecordId(UUID.randomUUID(), RECORD).aggregateId()))
                .isEmpty();
        assertThat(engine.readSnapshot(new DataTypeId(TestLog.WORKSPACE, RECORD).aggregateId()))
                .isEmpty();
    }

    @Test
    void anOpenStreamIsToldOfNewEventsAtOnce() throws Exception {
        try (var stream = store.openStream(engine.createHeadToken())) {
            var told = new CompletableFuture<Void>();
            assertThat(stream.setOnAvailableCallback(() -> told.complete(null))).isTrue();
            assertThat(stream.hasNextAvailable(10, TimeUnit.MILLISECONDS)).isFalse();

            engine.appendEvents(created(RECORD));

            told.get(1, TimeUnit.SECONDS);
            assertThat(stream.peek()).isPresent();
            assertThat(stream.nextAvailable().trackingToken().position()).hasValue(2);
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void anOpenStreamSeesWhatAnotherProcessAppends() throws Exception {
        var elsewhere = new TestLog(pool);
        try (var stream = store.openStream(engine.createHeadToken())) {
            elsewhere.append(TestLog.created(RECORD, TYPE, 7L, Map.of()));

            assertThat(stream.hasNextAvailable((int) Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        }
    }
}
