package io.datarecords.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class FollowerTest {

    private static final long TYPE = 1;

    private HikariDataSource pool;
    private TestLog log;
    private JdbcClient jdbc;
    private final List<Follower> followers = new ArrayList<>();

    @BeforeEach
    void aViewOfPositions() {
        pool = TestPostgres.dataSource();
        log = new TestLog(pool);
        jdbc = JdbcClient.create(pool);
        jdbc.sql("create table seen (position bigint primary key)").update();
        log.append(TestLog.defined(TYPE, "visit", List.of()));
    }

    @AfterEach
    void stop() {
        followers.forEach(Follower::stop);
        pool.close();
    }

    @Test
    void takesItsProjectionThroughTheWholeLogAndOn() {
        create(10, 700);
        var follower = follow(this::see);
        await(follower::isHealthy);

        create(1000, 10);

        await(() -> follower.position() == log.log().head());
        assertThat(seen()).isEqualTo(711);
        assertThat(storedPosition()).isEqualTo(log.log().head());
    }

    @Test
    void aFailedBatchLeavesNeitherRowsNorPositionAndIsTriedAgain() {
        create(10, 5);
        var failures = new AtomicInteger(3);
        var follower = follow(batch -> {
            see(batch);
            if (failures.getAndDecrement() > 0) {
                throw new AssertionError("planted");
            }
        });

        await(follower::isHealthy);

        assertThat(seen()).isEqualTo(6);
    }

    @Test
    void anEventThatFailsAloneIsParkedAndAllOthersAreTaken() {
        // given
        create(10, 20);
        var parked = new CopyOnWriteArrayList<Long>();
        var poison = new Projection() {
            @Override
            public void on(List<LoggedEvent> batch) {
                see(batch);
                if (batch.stream().anyMatch(event -> event.position() == 7)) {
                    throw new IllegalStateException("planted");
                }
            }

            @Override
            public boolean park(LoggedEvent event, RuntimeException failure) {
                parked.add(event.position());
                return true;
            }
        };

        // when
        var follower = follow(poison);

        // then
        await(follower::isHealthy);
        assertThat(parked).containsExactly(7L);
        assertThat(seen()).isEqualTo(20);
        assertThat(storedPosition()).isEqualTo(21);
    }

    @Test
    void skipsNothingOfAnAppendThatIsHeldOpenWhileItPauses() throws Exception {
        var commits = new FaultyCommits(pool);
        var stalled = new Appender(commits, new Availability());
        var follower = follow(this::see);
        await(follower::isHealthy);
        var held = commits.holdTheNext();
        var heldAppend = EventStorageContract.async(() -> stalled.append(
                List.of(new Append(UUID.randomUUID(), 0, TestLog.created(10, TYPE, 7L, Map.of()), Map.of()))));
        held.awaitReached();
        var others = EventStorageContract.async(() -> create(1000, 10));
        follower.stop();
        Pause.of(Duration.ofMillis(500));
        var next = follow(this::see);
        await(next::isHealthy);

        held.release();
        heldAppend.get(10, TimeUnit.SECONDS);
        others.get(10, TimeUnit.SECONDS);

        await(() -> next.position() == log.log().head());
        assertThat(seen()).isEqualTo(12);
    }

    @Test
    void isNotHealthyWhileItFails() {
        var follower = follow(_ -> {
            throw new StackOverflowError("planted");
        });

        assertThat(follower.isHealthy()).isFalse();
        assertThat(follower.isRunning()).isTrue();
        assertThat(storedPosition()).isZero();
    }

    @Test
    void ofTwoNodesEachEventIsAppliedByOne() {
        var first = follow(this::see);
        var second = follow(this::see);

        create(10, 200);

        await(() -> first.position() == log.log().head()
                && second.position() == log.log().head());
        assertThat(seen()).isEqualTo(201);
    }

    @Test
    void theOtherNodeGoesOnWhenOneStops() {
        var first = follow(this::see);
        var second = follow(this::see);
        await(() -> first.isHealthy() && second.isHealthy());

        first.stop();
        create(10, 10);

        await(() -> second.position() == log.log().head());
        assertThat(seen()).isEqualTo(11);
    }

    @Test
    void startsOverWhenItsPositionIsSetBack() {
        create(10, 20);
        var first = follow(this::see);
        await(first::isHealthy);
        first.stop();
        jdbc.sql("truncate seen").update();
        jdbc.sql("update log.follower set position = 0").update();

        await(follow(this::see)::isHealthy);

        assertThat(seen()).isEqualTo(21);
    }

    private Follower follow(Projection projection) {
        var follower = new Follower(
                log.log(), jdbc, new TransactionTemplate(new DataSourceTransactionManager(pool)), "test", projection);
        followers.add(follower);
        follower.start();
        return follower;
    }

    private void see(List<LoggedEvent> batch) {
        batch.forEach(event ->
                jdbc.sql("insert into seen values (?)").param(event.position()).update());
    }

    private long seen() {
        return jdbc.sql("select count(*) from seen").query(Long.class).single();
    }

    private long storedPosition() {
        return jdbc.sql("select position from log.follower where name = 'test'")
                .query(Long.class)
                .single();
    }

    private void create(long firstId, int count) {
        for (long id = firstId; id < firstId + count; id++) {
            log.append(TestLog.created(id, TYPE, 7L, Map.of()));
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Pause.of(Duration.ofMillis(10));
        }
    }
}
