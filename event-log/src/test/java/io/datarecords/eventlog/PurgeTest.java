package io.datarecords.eventlog;

import static io.datarecords.eventlog.EventStorageContract.recordId;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.api.record.RecordId;
import io.datarecords.eventlog.EventStorageContract.TestSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PurgeTest {

    private static final long TYPE = 1;
    private static final String SECRET = "s3cret-value";
    private static final String HASH = "ab".repeat(32);

    private HikariDataSource pool;
    private TestLog log;
    private Snapshots snapshots;

    @BeforeEach
    void oneType() {
        pool = TestPostgres.dataSource();
        log = new TestLog(pool);
        snapshots = new Snapshots(JdbcClient.create(pool), new SnapshotTypes(Map.of("test.1", TestSnapshot.class)));
        log.append(TestLog.defined(TYPE, "visit", List.of()));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void nothingWithTheRecordsValuesIsLeftInAnyTable() {
        log.append(
                TestLog.created(10, TYPE, 7L, Map.of("note", SECRET)),
                TestLog.created(11, TYPE, 7L, Map.of("note", "stays")),
                TestLog.updated(10, TYPE, 7L, Map.of("note", SECRET + 2)));
        storeSnapshot(10, 1);
        addRequest(10, 2);
        assertThat(rowsWith(SECRET)).hasSize(3);
        assertThat(rowsWith(HASH)).hasSize(1);

        log.append(TestLog.deleted(10, TYPE, 7L));

        assertThat(rowsWith(SECRET)).isEmpty();
        assertThat(rowsWith(HASH)).isEmpty();
        assertThat(log.log().historyOf(recordId(10)))
                .singleElement()
                .satisfies(tombstone -> assertThat(tombstone.event()).isEqualTo(TestLog.deleted(10, TYPE, 7L)))
                .satisfies(tombstone -> assertThat(tombstone.sequence()).isEqualTo(2));
        assertThat(rowsWith("stays")).hasSize(1);
    }

    @Test
    void aSnapshotRacingWithThePurgeDoesNotSurviveIt() throws Exception {
        for (long record = 10; record < 40; record++) {
            long id = record;
            log.append(TestLog.created(id, TYPE, 7L, Map.of("note", SECRET)));
            var racers = new ArrayList<Callable<String>>();
            for (int i = 0; i < 3; i++) {
                racers.add(() -> {
                    storeSnapshot(id, 0);
                    return "stored or not";
                });
            }
            racers.add(() -> {
                log.append(TestLog.deleted(id, TYPE, 7L));
                return "deleted";
            });

            assertThat(Race.run(racers)).noneMatch(Exception.class::isInstance);

            assertThat(rowsWith(SECRET)).isEmpty();
        }
    }

    private void addRequest(long record, long version) {
        var request = new RequestKey(TestLog.WORKSPACE, "01", "key", HASH);
        assertThat(new DoneRequests(JdbcClient.create(pool))
                        .addUnchanged(request, new RecordId(TestLog.WORKSPACE, record), version, 1))
                .isTrue();
    }

    private void storeSnapshot(long record, long sequence) {
        snapshots.store(
                new GenericDomainEventMessage<>("records", recordId(record), sequence, new TestSnapshot(SECRET)));
    }

    /** Looks through every row of every table, whatever its columns are. */
    private List<String> rowsWith(String text) {
        var jdbc = JdbcClient.create(pool);
        var found = new ArrayList<String>();
        var tables = jdbc.sql("select table_name from information_schema.tables where table_schema = 'log'")
                .query(String.class)
                .list();
        for (var table : tables) {
            found.addAll(jdbc.sql("select t::text from log." + table + " t where t::text like ?")
                    .param("%" + text + "%")
                    .query(String.class)
                    .list());
        }
        return found;
    }
}
