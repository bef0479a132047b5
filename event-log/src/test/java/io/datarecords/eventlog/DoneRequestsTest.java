package io.datarecords.eventlog;

import static io.datarecords.eventlog.TestLog.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.api.DomainEvent;
import io.datarecords.api.Rejection;
import io.datarecords.api.record.RecordId;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class DoneRequestsTest {

    private static final long TYPE = 1;
    private static final String HASH = "ab".repeat(32);
    private static final Outcome TAKEN = new Outcome.Refused(new Rejection.IdempotencyKeyReused());

    private HikariDataSource pool;
    private TestLog log;
    private Appender appender;
    private DoneRequests requests;

    @BeforeEach
    void oneType() {
        pool = TestPostgres.dataSource();
        log = new TestLog(pool);
        appender = new Appender(pool, new Availability());
        requests = new DoneRequests(JdbcClient.create(pool));
        log.append(TestLog.defined(TYPE, "visit", List.of()));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private static RequestKey key(String key) {
        return new RequestKey(WORKSPACE, "01", key, HASH);
    }

    private static Append create(long record, RequestKey request) {
        return of(0, TestLog.created(record, TYPE, 7L, Map.of("note", "n")), request);
    }

    private static Append of(long sequence, DomainEvent event, RequestKey request) {
        return new Append(UUID.randomUUID(), sequence, event, Map.of(), request);
    }

    private Outcome append(Append append) {
        return appender.append(List.of(append)).getFirst();
    }

    private boolean addUnchanged(String key, long record, long version) {
        return requests.addUnchanged(key(key), new RecordId(WORKSPACE, record), version, 1);
    }

    private void makeOld(String key) {
        JdbcClient.create(pool)
                .sql("update log.idempotency_key set time = time - interval '24 hours' where key = ?")
                .param(key)
                .update();
    }

    private List<String> keys() {
        return JdbcClient.create(pool)
                .sql("select key from log.idempotency_key order by key")
                .query(String.class)
                .list();
    }

    @Test
    void areWrittenWithTheirEventsAndNotIntoThem() {
        assertThat(append(create(10, key("k")))).isInstanceOf(Outcome.Appended.class);
        append(of(1, TestLog.updated(10, TYPE, 7L, Map.of("note", "m")), key("l")));
        append(of(2, TestLog.updated(10, TYPE, 7L, Map.of("note", "n")), null));

        assertThat(requests.find(key("k"))).contains(new DoneRequest(HASH, 10, 1, 1, true));
        assertThat(requests.find(key("l"))).contains(new DoneRequest(HASH, 10, 2, 1, false));
        assertThat(keys()).containsExactly("k", "l");
        assertThat(log.log().after(0, 10)).allMatch(event -> event.metadata().isEmpty());
    }

    @Test
    void belongToTheirCallerAndWorkspace() {
        append(create(10, key("k")));

        assertThat(requests.find(new RequestKey(WORKSPACE, "02", "k", HASH))).isEmpty();
        assertThat(requests.find(new RequestKey(UUID.randomUUID(), "01", "k", HASH)))
                .isEmpty();
        assertThat(append(create(11, new RequestKey(WORKSPACE, "02", "k", HASH))))
                .isInstanceOf(Outcome.Appended.class);
    }

    @Test
    void failTheAppendsThatRepeatThemAndNoOthers() {
        append(create(10, key("k")));

        var outcomes = appender.append(List.of(
                create(11, key("k")), create(12, key("l")), create(13, key("l")), create(14, null), create(15, null)));

        assertThat(outcomes.get(0)).isEqualTo(TAKEN);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Appended.class);
        assertThat(outcomes.get(2)).isEqualTo(TAKEN);
        assertThat(outcomes.subList(3, 5)).allMatch(Outcome.Appended.class::isInstance);
        assertThat(requests.find(key("l")).orElseThrow().record()).isEqualTo(12);
    }

    @Test
    void areNotWrittenForALoser() {
        append(of(5, TestLog.updated(10, TYPE, 7L, Map.of()), key("k")));

        assertThat(keys()).isEmpty();
    }

    @Test
    void areDoneOnceByTwoNodes() throws Exception {
        var nodes = List.of(new GroupCommit(appender), new GroupCommit(new Appender(pool, new Availability())));
        for (int round = 0; round < 5; round++) {
            var key = key("k" + round);
            var racers = new ArrayList<Callable<Outcome>>();
            for (int i = 0; i < 20; i++) {
                var node = nodes.get(i % 2);
                var append = create(100 + round * 20 + i, key);
                racers.add(() -> node.append(append));
            }

            var outcomes = Race.run(racers);

            assertThat(outcomes).filteredOn(Outcome.Appended.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(TAKEN::equals).hasSize(19);
        }
    }

    @Test
    void countForNothingAfterADayAndAreOverwritten() {
        append(create(10, key("k")));
        append(create(20, key("l")));
        makeOld("k");
        makeOld("l");

        assertThat(requests.find(key("k"))).isEmpty();
        assertThat(append(create(11, key("k")))).isInstanceOf(Outcome.Appended.class);
        assertThat(addUnchanged("l", 20, 1)).isTrue();
        assertThat(requests.find(key("k"))).contains(new DoneRequest(HASH, 11, 1, 1, true));
        assertThat(requests.find(key("l"))).contains(new DoneRequest(HASH, 20, 1, 1, false));
    }

    @Test
    void areForgottenAfterADayAFewAtATime() {
        for (long record = 10; record < 15; record++) {
            append(create(record, key("k" + record)));
        }
        for (long record = 10; record < 13; record++) {
            makeOld("k" + record);
        }

        assertThat(requests.forget(2)).isEqualTo(2);
        assertThat(requests.forget(2)).isEqualTo(1);
        assertThat(requests.forget(2)).isZero();
        assertThat(keys()).containsExactly("k13", "k14");
    }

    @Test
    void keepTheirKeyAndNothingOfWhatWasAskedWhenTheRecordIsDeleted() {
        append(create(10, key("k")));
        append(create(11, key("l")));

        log.append(TestLog.deleted(10, TYPE, 7L));

        assertThat(requests.find(key("k"))).contains(new DoneRequest(null, 10, 1, 1, true));
        assertThat(requests.find(key("l")).orElseThrow().hash()).isEqualTo(HASH);
        assertThat(append(create(12, key("k")))).isEqualTo(TAKEN);
    }

    @Test
    void areAddedWithoutAnEventWhileTheRecordIsAsItWasSeen() {
        append(create(10, null));
        append(of(1, TestLog.updated(10, TYPE, 7L, Map.of("note", "m")), null));

        assertThat(addUnchanged("k", 10, 1)).isFalse();
        assertThat(addUnchanged("k", 10, 3)).isFalse();
        assertThat(addUnchanged("k", 10, 2)).isTrue();
        assertThat(addUnchanged("k", 10, 2)).isFalse();
        assertThat(append(create(11, key("k")))).isEqualTo(TAKEN);
        assertThat(requests.find(key("k"))).contains(new DoneRequest(HASH, 10, 2, 1, false));

        log.append(TestLog.deleted(10, TYPE, 7L));
        assertThat(addUnchanged("l", 10, 2)).isFalse();
        assertThat(addUnchanged("l", 10, 3)).isFalse();
    }

    @Test
    void thatAreAddedBetweenTheJudgementOfAnAppendAndItsInsertMakeItDecideAgain() throws Exception {
        append(create(10, null));
        long head = log.log().head();

        try (var connection = pool.getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            assertThat(addOn(connection, "k", 10)).isTrue();
            var outcome = threads.submit(() -> append(create(11, key("k"))));
            awaitAWaiter();
            connection.commit();

            assertThat(outcome.get()).isInstanceOf(Outcome.Conflict.class);
        }
        assertThat(log.log().head()).isEqualTo(head);
        assertThat(requests.find(key("k")).orElseThrow().record()).isEqualTo(10);
    }

    @Test
    void thatAreAddedJustBeforeTheRecordIsDeletedAreBlankedToo() throws Exception {
        append(create(10, null));

        try (var connection = pool.getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            assertThat(addOn(connection, "k", 10)).isTrue();
            var deletion = threads.submit(() -> append(of(1, TestLog.deleted(10, TYPE, 7L), null)));
            awaitAWaiter();
            connection.commit();

            assertThat(deletion.get()).isInstanceOf(Outcome.Appended.class);
        }
        assertThat(requests.find(key("k"))).contains(new DoneRequest(null, 10, 1, 1, false));
    }

    private static boolean addOn(Connection connection, String key, long record) {
        var requests = new DoneRequests(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        return requests.addUnchanged(key(key), new RecordId(WORKSPACE, record), 1, 1);
    }

    private void awaitAWaiter() throws InterruptedException {
        var waiting = JdbcClient.create(pool)
                .sql("select count(*) from pg_locks where not granted")
                .query(Long.class);
        long deadline = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (waiting.single() == 0 && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
    }

    @Test
    void leaveNoHashWhenTheyRaceWithTheDeletion() throws Exception {
        for (long record = 10; record < 40; record++) {
            long id = record;
            append(create(id, null));
            var racers = new ArrayList<Callable<Object>>();
            for (int i = 0; i < 3; i++) {
                var key = "k" + id + "-" + i;
                racers.add(() -> addUnchanged(key, id, 1));
            }
            racers.add(() -> {
                log.append(TestLog.deleted(id, TYPE, 7L));
                return "deleted";
            });

            assertThat(Race.run(racers)).noneMatch(Exception.class::isInstance);

            assertThat(JdbcClient.create(pool)
                            .sql("select count(*) from log.idempotency_key where hash is not null")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }
}
