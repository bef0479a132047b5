package io.datarecords.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LogSchemaTest {

    private static final String READER = "query_side";
    private static final Duration LONG = Duration.ofSeconds(20);

    private TestPostgres.TwoRoles database;
    private JdbcClient reader;

    @BeforeEach
    void newDatabase() {
        database = TestPostgres.twoRoles();
        reader = JdbcClient.create(database.querySide());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRoleThatDoesNotOwnTheSchemaWaitsForTheOneThatDoes() throws Exception {
        var waiting = CompletableFuture.runAsync(() -> readersSchema().prepare(LONG));
        assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

        ownersSchema().prepare(Duration.ZERO);

        waiting.get(20, TimeUnit.SECONDS);
        assertThat(new EventLog(database.querySide(), new Availability()).head())
                .isZero();
    }

    @Test
    void whoWaitsInVainIsToldForWhat() {
        assertThatThrownBy(() -> readersSchema().prepare(Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("command side")
                .hasMessageContaining("data-records.log.reader=query_side");
    }

    @Test
    void aSchemaThatItsOwnerHasForNobodyElseIsWaitedForToo() {
        new LogSchema(database.commandSide(), null).prepare(Duration.ZERO);

        assertThatThrownBy(() -> readersSchema().prepare(Duration.ZERO)).isInstanceOf(IllegalStateException.class);

        ownersSchema().prepare(Duration.ZERO);
        readersSchema().prepare(Duration.ZERO);
    }

    @Test
    void nodesMayStartAtOnce() throws Exception {
        Callable<Boolean> node = () -> {
            ownersSchema().prepare(Duration.ZERO);
            return true;
        };

        assertThat(Race.run(List.of(node, node, node, node))).containsOnly(true);
        assertThat(Race.run(List.of(node, node, node, node))).containsOnly(true);
    }

    @Test
    void theReaderFollowsTheLog() {
        var log = new TestLog(database.commandSide(), READER);
        log.append(TestLog.defined(1, "visit", List.of()), TestLog.created(10, 1, 7L, Map.of()));
        var readable = new EventLog(database.querySide(), new Availability());
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(database.querySide()));
        var follower = new Follower(readable, reader, transactions, "test", _ -> {});

        follower.start();
        try {
            for (int i = 0; i < 500 && follower.position() < 2; i++) {
                Pause.of(Duration.ofMillis(10));
            }
            assertThat(follower.position()).isEqualTo(2);
            assertThat(follower.isHealthy()).isTrue();
        } finally {
            follower.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into log.event select * from log.event",
                "update log.event set payload = '{}'",
                "delete from log.event",
                "truncate log.event",
                "select * from log.event for update",
                "update log.head set position = 0",
                "update log.data_type_head set live_records = 0",
                "select nextval('log.id_block')",
                "select * from log.snapshot",
                "select * from log.idempotency_key",
                "create table log.mine (id int)",
                "drop table log.event"
            })
    void theReaderMayNotWriteTheLogNorReadWhatItHasNoUseFor(String statement) {
        var log = new TestLog(database.commandSide(), READER);
        log.append(TestLog.defined(1, "visit", List.of()));

        assertThatThrownBy(() -> reader.sql(statement).query().listOfRows())
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        assertThat(log.log().head()).isEqualTo(1);
        assertThat(log.log().after(0, 10)).hasSize(1);
    }

    private LogSchema ownersSchema() {
        return new LogSchema(database.commandSide(), READER);
    }

    private LogSchema readersSchema() {
        return new LogSchema(database.querySide(), null);
    }
}
