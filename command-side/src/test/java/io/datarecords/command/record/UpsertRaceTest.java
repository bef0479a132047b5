package io.datarecords.command.record;

import static io.datarecords.command.Api.record;
import static io.datarecords.command.Api.records;
import static io.datarecords.command.record.Racers.byStatus;
import static io.datarecords.command.record.Racers.race;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.Api;
import io.datarecords.command.Api.Answer;
import io.datarecords.command.Api.Client;
import io.datarecords.command.CommandSideTest;
import io.datarecords.command.SecondNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Upserts and idempotent requests that come at once. */
@CommandSideTest
class UpsertRaceTest {

    private static final String KEY = "Idempotency-Key";

    @Autowired
    private Api api;

    @Autowired
    private DataSource dataSource;

    private Client admin;
    private long type;

    @BeforeEach
    void enter() {
        admin = api.admin();
        type = admin.define("[{\"name\": \"n\", \"fieldType\": \"integer\"}]");
    }

    private String upsert(String externalId) {
        return "/data-types/" + type + "/upsert/" + externalId;
    }

    private static String body(int n) {
        return "{\"fieldValues\": {\"n\": " + n + "}}";
    }

    /** What there is of the type's records, oldest first. */
    private List<String> events() {
        return JdbcClient.create(dataSource)
                .sql(
                        "select type from log.event where kind = 'records' and payload ->> 'dataTypeId' = ? order by position")
                .param(Long.toString(type))
                .query(String.class)
                .list();
    }

    private static long replayed(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.header("Idempotent-Replayed") != null)
                .count();
    }

    @RepeatedTest(3)
    void one_of_sixteen_upserts_on_a_new_external_id_creates_and_the_others_update() {
        var answers = race(16, i -> admin.post(upsert("x"), body(i)));

        assertThat(byStatus(answers)).isEqualTo(Map.of(201, 1L, 200, 15L));
        assertThat(answers.stream().map(Answer::id).distinct()).hasSize(1);
        assertThat(answers.stream().map(Answer::version)).doesNotHaveDuplicates();
        assertThat(events()).hasSize(16).containsOnlyOnce("RecordCreated");
    }

    @Test
    void one_of_sixteen_upserts_by_two_nodes_creates_and_the_others_update() {
        try (var node = SecondNode.start(dataSource)) {
            var other = node.api().admin(admin.workspace());
            var answers = race(16, i -> (i % 2 == 0 ? admin : other).post(upsert("x"), body(i)));

            assertThat(byStatus(answers)).isEqualTo(Map.of(201, 1L, 200, 15L));
        }
        assertThat(events()).hasSize(16).containsOnlyOnce("RecordCreated");
    }

    @Test
    void one_of_eight_upserts_for_a_member_wins_where_one_is_allowed() {
        type = admin.define("[]", "\"isCollection\": false");

        var answers = race(8, i -> admin.post(upsert("x" + i), "{\"fieldValues\": {}, \"memberId\": 7}"));

        assertThat(byStatus(answers)).isEqualTo(Map.of(201, 1L, 409, 7L));
    }

    @RepeatedTest(5)
    void upserts_against_a_delete_find_the_record_or_make_a_new_one() {
        long first = admin.post(upsert("x"), body(0)).id();
        var requests = new ArrayList<Callable<Answer>>();
        for (int i = 1; i <= 15; i++) {
            var body = body(i);
            requests.add(() -> admin.post(upsert("x"), body));
        }
        requests.add(7, () -> admin.delete(record(type, first)));

        var answers = race(requests);

        assertThat(answers.get(7).status()).isEqualTo(200);
        assertThat(byStatus(answers).keySet()).isSubsetOf(200, 201);
        var made = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(made).hasSizeLessThanOrEqualTo(1);
        assertThat(events()).containsOnlyOnce("RecordDeleted");
        var last = admin.post(upsert("x"), body(99));
        assertThat(last.status()).isEqualTo(made.isEmpty() ? 201 : 200);
        assertThat(last.id()).isNotEqualTo(first);
    }

    @RepeatedTest(3)
    void puts_by_external_id_find_whichever_record_has_it() {
        long first = admin.post(upsert("x"), body(0)).id();
        var requests = new ArrayList<Callable<Answer>>();
        for (int i = 1; i <= 14; i++) {
            var body = body(i);
            requests.add(() -> admin.put(records(type) + "?externalId=x", body));
        }
        requests.add(7, () -> {
            admin.delete(record(type, first));
            return admin.post(upsert("x"), body(50));
        });

        var answers = race(requests);

        assertThat(answers.get(7).status()).isEqualTo(201);
        assertThat(byStatus(answers).keySet()).isSubsetOf(200, 201, 404);
        assertThat(events().getFirst()).isEqualTo("RecordDeleted");
    }

    @Test
    void a_hundred_equal_posts_have_one_effect_and_one_answer() {
        var answers = race(100, i -> admin.post(records(type), body(1), KEY, "k"));

        assertOnce(answers);
    }

    @Test
    void a_hundred_equal_posts_to_two_nodes_have_one_effect_and_one_answer() {
        try (var node = SecondNode.start(dataSource)) {
            var other = node.api().admin(admin.workspace());
            var answers = race(100, i -> (i % 2 == 0 ? admin : other).post(records(type), body(1), KEY, "k"));

            assertOnce(answers);
        }
    }

    @Test
    void a_hundred_equal_upserts_have_one_effect_and_one_answer() {
        var answers = race(100, i -> admin.post(upsert("x"), body(1), KEY, "k"));

        assertOnce(answers);
    }

    private void assertOnce(List<Answer> answers) {
        assertThat(byStatus(answers)).isEqualTo(Map.of(201, 100L));
        assertThat(replayed(answers)).isEqualTo(99);
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(events()).containsExactly("RecordCreated");
    }

    @Test
    void one_of_many_bodies_under_one_key_wins() {
        var answers = race(16, i -> admin.post(records(type), body(i), KEY, "k"));

        assertThat(byStatus(answers)).isEqualTo(Map.of(201, 1L, 422, 15L));
        assertThat(events()).hasSize(1);
    }

    @RepeatedTest(3)
    void equal_upserts_that_change_nothing_have_one_answer_among_updates() {
        long id = admin.post(upsert("x"), body(0)).id();
        var requests = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 8; i++) {
            var update = body(i);
            requests.add(() -> admin.post(upsert("x"), "{\"fieldValues\": {}}", KEY, "k"));
            requests.add(() -> admin.put(record(type, id), update));
        }

        var answers = race(requests);

        assertThat(byStatus(answers)).isEqualTo(Map.of(200, 16L));
        var unchanged = new ArrayList<Answer>();
        for (int i = 0; i < answers.size(); i += 2) {
            unchanged.add(answers.get(i));
        }
        assertThat(unchanged.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(replayed(answers)).isEqualTo(7);
    }

    @RepeatedTest(5)
    void repeats_against_a_delete_never_create_the_record_again() {
        long id = admin.post(records(type), body(1), KEY, "k").id();
        var requests = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 15; i++) {
            requests.add(() -> admin.post(records(type), body(1), KEY, "k"));
        }
        requests.add(7, () -> admin.delete(record(type, id)));

        var answers = race(requests);

        assertThat(answers.get(7).status()).isEqualTo(200);
        assertThat(byStatus(answers).keySet()).isSubsetOf(200, 201, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Answer::id))
                .allMatch(repeated -> repeated == id);
        assertThat(events()).containsExactly("RecordDeleted");
        assertThat(admin.post(records(type), body(1), KEY, "k").problem()).isEqualTo("record-deleted");
    }
}
