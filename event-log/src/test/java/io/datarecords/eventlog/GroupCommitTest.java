package io.datarecords.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.api.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final long TYPE = 1;

    private HikariDataSource pool;
    private FaultyCommits commits;
    private EventLog log;
    private GroupCommit group;

    @BeforeEach
    void oneType() {
        pool = TestPostgres.dataSource();
        commits = new FaultyCommits(pool);
        var test = new TestLog(pool);
        test.append(TestLog.defined(TYPE, "visit", List.of()));
        log = test.log();
        group = new GroupCommit(new Appender(commits, new Availability()));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void thoseWhoComeWhileABatchIsWrittenShareTheNextTransaction() throws Exception {
        var first = commits.holdTheNext();
        var outcome = EventStorageContract.async(() -> append(10, "first"));
        first.awaitReached();
        var others = new ArrayList<CompletableFuture<Void>>();
        for (long id = 11; id < 61; id++) {
            long record = id;
            others.add(EventStorageContract.async(() -> append(record, "other")));
        }
        Pause.of(Duration.ofMillis(200));

        first.release();
        outcome.get();
        for (var other : others) {
            other.get();
        }

        assertThat(log.after(1, 100)).hasSize(51);
        // those of one transaction have one time
        assertThat(log.after(2, 100).stream().map(LoggedEvent::time).distinct()).hasSize(1);
    }

    @Test
    void whatTheDatabaseCannotTakeFailsAlone() throws Exception {
        var racers = new ArrayList<Callable<Outcome>>();
        for (long id = 10; id < 40; id++) {
            long record = id;
            racers.add(() -> append(record, record == 20 ? "no NUL in jsonb: \0" : "fine"));
        }

        var outcomes = Race.run(racers);

        assertThat(outcomes).filteredOn(Outcome.Appended.class::isInstance).hasSize(29);
        assertThat(outcomes).filteredOn(IllegalStateException.class::isInstance).hasSize(1);
        assertThat(log.after(1, 100)).hasSize(29);
    }

    @Test
    void whoeverSharedALostTransactionHearsOfIt() throws Exception {
        pool.close();
        Callable<Outcome> append = () -> append(10, "text");

        assertThat(Race.run(List.of(append, append, append))).allMatch(Unavailable.class::isInstance);
    }

    private Outcome append(long record, String note) {
        return group.append(
                new Append(UUID.randomUUID(), 0, TestLog.created(record, TYPE, 7L, Map.of("note", note)), Map.of()));
    }
}
