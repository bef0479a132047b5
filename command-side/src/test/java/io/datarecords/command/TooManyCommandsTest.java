package io.datarecords.command;

import static io.datarecords.command.Api.records;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.Api.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What clients of a node hear while nobody can append. */
@CommandSideTest
class TooManyCommandsTest {

    private static final int SENT = 190;
    private static final int MOST_AT_A_TIME = 160;

    @Autowired
    private Api api;

    @Autowired
    private DataSource dataSource;

    @Test
    void some_commands_wait_and_more_are_429_and_whoever_writes_nothing_is_answered() throws Exception {
        var admin = api.admin();
        long type = admin.define("[]");
        var answers = new ArrayList<Future<Answer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var connection = dataSource.getConnection()) {
            lockHead(connection);
            for (int i = 0; i < SENT; i++) {
                answers.add(threads.submit(() -> admin.post(records(type), "{\"fieldValues\": {}}")));
            }
            awaitDone(answers, SENT - MOST_AT_A_TIME);

            long start = System.nanoTime();
            assertThat(admin.post("/data-types/validate-slug", "{\"slug\": \"a\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(answers.stream().filter(Future::isDone)).hasSize(SENT - MOST_AT_A_TIME);
            connection.rollback();
        }

        var byStatus = answers.stream().map(Future::resultNow).collect(groupingBy(Answer::status, counting()));
        assertThat(byStatus).isEqualTo(Map.of(201, (long) MOST_AT_A_TIME, 429, (long) SENT - MOST_AT_A_TIME));
        assertThat(answers.stream().map(Future::resultNow).filter(answer -> answer.status() == 429))
                .allMatch(answer -> answer.problem().equals("too-many-commands"))
                .allMatch(answer -> answer.header("Retry-After").equals("1"));
        assertThat(admin.post(records(type), "{\"fieldValues\": {}}").status()).isEqualTo(201);
    }

    private static void lockHead(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select from log.head for update");
        }
    }

    private static void awaitDone(List<Future<Answer>> answers, int count) throws InterruptedException {
        while (answers.stream().filter(Future::isDone).count() < count) {
            Thread.sleep(10);
        }
    }
}
