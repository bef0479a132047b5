package io.datarecords.command.record;

import static io.datarecords.command.Api.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.api.record.RecordId;
import io.datarecords.command.Api;
import io.datarecords.command.Api.Answer;
import io.datarecords.command.Api.Client;
import io.datarecords.command.CommandSideTest;
import io.datarecords.command.SecondNode;
import io.datarecords.eventlog.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;

/** Two nodes with connections of their own on one database. What one did is so for the other at once. */
@CommandSideTest
@TestInstance(Lifecycle.PER_CLASS)
class TwoNodesTest {

    private static final int RECORDS = 10;
    private static final int CLIENTS = 20;
    private static final int WRITES = 10_000;

    @Autowired
    private Api api;

    @Autowired
    private DataSource dataSource;

    private HikariDataSource connectionsOfTheOther;
    private SecondNode node;
    private Client one;
    private Client other;
    private long type;

    @BeforeAll
    void startTheOther() throws Exception {
        connectionsOfTheOther = TestPostgres.beside(dataSource.unwrap(HikariDataSource.class));
        node = SecondNode.start(connectionsOfTheOther);
    }

    @BeforeEach
    void enter() {
        one = api.admin();
        other = node.api().admin(one.workspace());
        type = one.define("[{\"name\": \"n\", \"fieldType\": \"integer\"}]");
    }

    @AfterAll
    void stopTheOther() {
        node.close();
        connectionsOfTheOther.close();
    }

    @Test
    void ten_thousand_writes_to_ten_records_are_all_done_each_in_a_version_of_its_own() throws Exception {
        var records = new ArrayList<Long>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(one.create(type, "{}"));
        }

        var answers = new ArrayList<List<Answer>>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = new ArrayList<Future<List<Answer>>>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                writing.add(clients.submit(() -> write(number, records)));
            }
            for (var written : writing) {
                answers.add(written.get(120, TimeUnit.SECONDS));
            }
        }

        assertThat(answers.stream().flatMap(List::stream))
                .hasSize(WRITES)
                .extracting(Answer::status)
                .containsOnly(200);
        for (long record : records) {
            assertThat(answers.stream().flatMap(List::stream))
                    .filteredOn(answer -> answer.id() == record)
                    .extracting(Answer::version)
                    .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(2, WRITES / RECORDS + 1)
                            .boxed()
                            .toList());
        }
    }

    /** No two writes set the same value, so that each of them changes something. */
    private List<Answer> write(int client, List<Long> records) {
        var node = client % 2 == 0 ? one : other;
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < WRITES / CLIENTS; i++) {
            long record = records.get((client + i) % RECORDS);
            answers.add(node.put(record(type, record), n(i * CLIENTS + client)));
        }
        return answers;
    }

    private static String n(Object value) {
        return "{\"fieldValues\": {\"n\": " + value + "}}";
    }

    /** The path of a record that both nodes have just worked on, in its third version, with 2 as its value. */
    private String knownToBoth() {
        var path = record(type, one.create(type, "{\"n\": 0}"));
        assertThat(other.put(path, n(1)).version()).isEqualTo(2);
        assertThat(one.put(path, n(2)).version()).isEqualTo(3);
        assertThat(other.put(path, n(2)).version()).isEqualTo(3);
        return path;
    }

    @Test
    void a_record_that_one_deleted_is_gone_for_the_other_whatever_it_is_asked() {
        for (var question : List.<Question>of(
                path -> other.put(path, n(2)),
                path -> other.put(path, "{\"fieldValues\": {}}"),
                path -> other.put(path, n(3)),
                path -> other.put(path, n("\"no number\"")),
                path -> other.put(path, n(3), "If-Match", "\"2\""),
                path -> other.put(path, n(2), "If-Match", "\"3\""),
                path -> other.delete(path, "If-Match", "\"2\""),
                path -> other.delete(path))) {
            var path = knownToBoth();
            assertThat(remembered(path)).isTrue();
            assertThat(one.delete(path).status()).isEqualTo(200);

            assertThat(question.ask(path).status()).isEqualTo(404);
            assertThat(remembered(path)).isFalse();
        }
    }

    private boolean remembered(String path) {
        long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        return node.context().getBean(HotRecords.class).containsKey(new RecordId(one.workspace(), id).aggregateId());
    }

    private interface Question {
        Answer ask(String path);
    }

    @Test
    void what_changes_nothing_after_a_change_by_the_other_is_answered_with_the_new_version() {
        for (var nothingNew : List.of(n(7), "{\"fieldValues\": {}}")) {
            var path = knownToBoth();
            assertThat(one.put(path, n(7)).version()).isEqualTo(4);

            var answer = other.put(path, nothingNew);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(4);
            assertThat(answer.header("ETag")).isEqualTo("\"4\"");
            assertThat(answer.fieldValues()).containsEntry("n", 7L);
        }
    }

    @Test
    void what_changed_nothing_before_a_change_by_the_other_is_done() {
        var path = knownToBoth();
        assertThat(one.put(path, n(7)).version()).isEqualTo(4);

        var answer = other.put(path, n(2));

        assertThat(answer.version()).isEqualTo(5);
        assertThat(answer.fieldValues()).containsEntry("n", 2L);
    }

    @Test
    void versions_are_held_against_what_the_other_wrote() {
        var path = knownToBoth();
        assertThat(one.put(path, n(7)).version()).isEqualTo(4);
        assertThat(other.put(path, n(8), "If-Match", "\"3\"").status()).isEqualTo(412);

        var another = knownToBoth();
        assertThat(one.put(another, n(7)).version()).isEqualTo(4);
        assertThat(other.put(another, n(8), "If-Match", "\"4\"").status()).isEqualTo(200);
    }
}
