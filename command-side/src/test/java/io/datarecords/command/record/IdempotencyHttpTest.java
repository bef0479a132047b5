package io.datarecords.command.record;

import static io.datarecords.command.Api.record;
import static io.datarecords.command.Api.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.Api;
import io.datarecords.command.Api.Answer;
import io.datarecords.command.Api.Client;
import io.datarecords.command.CommandSideTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CommandSideTest
class IdempotencyHttpTest {

    private static final String KEY = "Idempotency-Key";
    private static final String FIELDS = """
            [{"name": "Note", "fieldType": "text"}, {"name": "Age", "fieldType": "integer"},
             {"name": "Weight", "fieldType": "number"}, {"name": "Data", "fieldType": "json"},
             {"name": "Secret", "fieldType": "text", "isAdminOnly": true}]""";

    @Autowired
    private Api api;

    @Autowired
    private DataSource dataSource;

    private Client admin;
    private long type;

    @BeforeEach
    void enter() {
        admin = api.admin();
        type = admin.define(FIELDS);
    }

    private static String body(String fieldValues, String... more) {
        return "{\"fieldValues\":" + fieldValues + (more.length == 0 ? "" : "," + String.join(",", more)) + "}";
    }

    private String upsert(String externalId) {
        return "/data-types/" + type + "/upsert/" + externalId;
    }

    private Answer post(String body) {
        return admin.post(records(type), body, KEY, "k");
    }

    private Answer upsert(String externalId, String body) {
        return admin.post(upsert(externalId), body, KEY, "k");
    }

    /** It is the first answer, and says that it is not the first. */
    private static void assertReplayed(Answer replay, Answer first) {
        assertThat(replay.status()).isEqualTo(first.status());
        assertThat(replay.body()).isEqualTo(first.body());
        for (var header : List.of("ETag", "Cache-Control", "Vary")) {
            assertThat(replay.header(header)).isEqualTo(first.header(header)).isNotNull();
        }
        assertThat(replay.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
    }

    private long eventsOfType() {
        return JdbcClient.create(dataSource)
                .sql("select count(*) from log.event where kind = 'records' and payload ->> 'dataTypeId' = ?")
                .param(Long.toString(type))
                .query(Long.class)
                .single();
    }

    @Nested
    class ARepeat {

        @Test
        void of_a_create_gets_the_first_answer_whatever_became_of_the_record() {
            var body = body("{\"note\": \"n\", \"weight\": 61.50}", "\"memberId\": 7", "\"externalId\": \"x\"");
            var first = post(body);
            assertReplayed(post(body), first);

            admin.put(record(type, first.id()), body("{\"note\": \"m\", \"weight\": null}"));
            assertReplayed(post(body), first);
            assertThat(eventsOfType()).isEqualTo(2);
        }

        @Test
        void of_an_upsert_that_created_gets_the_first_answer() {
            var first = upsert("x", body("{\"note\": \"n\"}"));
            admin.post(upsert("x"), body("{\"note\": \"m\"}"));

            assertThat(first.status()).isEqualTo(201);
            assertReplayed(upsert("x", body("{\"note\": \"n\"}")), first);
            assertThat(eventsOfType()).isEqualTo(2);
        }

        @Test
        void of_an_upsert_that_updated_gets_the_first_answer() {
            admin.post(upsert("x"), body("{\"note\": \"n\", \"age\": 1}"));
            var first = upsert("x", body("{\"note\": \"m\"}"));
            admin.post(upsert("x"), body("{\"note\": \"o\"}"));

            assertThat(first.version()).isEqualTo(2);
            assertReplayed(upsert("x", body("{\"note\": \"m\"}")), first);
            assertThat(eventsOfType()).isEqualTo(3);
        }

        @Test
        void of_an_upsert_that_changed_nothing_changes_nothing_later() {
            admin.post(upsert("x"), body("{\"note\": \"n\"}"));
            var first = upsert("x", body("{\"note\": \"n\"}"));
            admin.post(upsert("x"), body("{\"note\": \"m\"}"));

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.version()).isEqualTo(1);
            assertReplayed(upsert("x", body("{\"note\": \"n\"}")), first);
            assertThat(eventsOfType()).isEqualTo(2);
        }

        @Test
        void is_shown_under_the_type_as_it_was() {
            var first = post(body("{\"note\": \"n\", \"age\": 1}"));
            admin.put("/data-types/" + type, """
                    {"fields": [{"name": "Age", "fieldType": "integer"}, {"name": "New", "fieldType": "text"}]}""");

            assertReplayed(post(body("{\"note\": \"n\", \"age\": 1}")), first);
        }

        @Test
        void shows_no_field_that_the_caller_may_not_see_any_more() {
            var nurse = admin.as(7L, "records:admin");
            var body = body("{\"note\": \"n\", \"age\": 1, \"secret\": \"s\"}");
            nurse.post(records(type), body, KEY, "k");
            admin.put("/data-types/" + type, """
                    {"fields": [{"name": "Note", "fieldType": "text", "isAdminOnly": true},
                     {"name": "Age", "fieldType": "integer"}]}""");

            assertThat(admin.as(7L, "records:write")
                            .post(records(type), body, KEY, "k")
                            .fieldValues())
                    .isEqualTo(Map.of("age", 1L));
        }

        @Test
        void is_the_same_however_its_json_is_written() {
            var first = post(body("{\"weight\": 1.0, \"data\": {\"a\": 1, \"b\": [true, null]}}"));

            assertReplayed(post("{\"fieldValues\" : {\"data\":{\"b\":[true,null],\"a\":1}, \"weight\":1.00}}"), first);
        }

        @Test
        void is_answered_even_where_the_same_would_now_be_refused() {
            long sole = admin.define("[]", "\"isCollection\": false");
            var body = body("{}", "\"memberId\": 7", "\"externalId\": \"x\"");
            var first = admin.post(records(sole), body, KEY, "k");
            assertReplayed(admin.post(records(sole), body, KEY, "k"), first);
            admin.post("/data-types/" + sole + "/archive", null);
            assertReplayed(admin.post(records(sole), body, KEY, "k"), first);

            admin.post(upsert("x"), body("{}"));
            var conditional = admin.post(upsert("x"), body("{\"age\": 1}"), KEY, "l", "If-Match", "\"1\"");
            assertReplayed(admin.post(upsert("x"), body("{\"age\": 1}"), KEY, "l", "If-Match", "\"1\""), conditional);
        }

        @Test
        void needs_the_permission_still() {
            long own = admin.define("[{\"name\": \"Note\", \"fieldType\": \"text\"}]");
            var member = admin.as(7L, "");
            member.post(records(own), body("{}"), KEY, "k");
            member.post("/data-types/" + own + "/upsert/x", body("{}"));
            member.post("/data-types/" + own + "/upsert/x", body("{\"note\": \"n\"}"), KEY, "l");

            admin.put("/data-types/" + own, "{\"memberAccess\": [\"read\"]}");
            assertThat(member.post(records(own), body("{}"), KEY, "k").status()).isEqualTo(403);
            assertThat(member.post("/data-types/" + own + "/upsert/x", body("{\"note\": \"n\"}"), KEY, "l")
                            .status())
                    .isEqualTo(403);
            admin.put("/data-types/" + own, "{\"memberAccess\": []}");
            assertThat(member.post("/data-types/" + own + "/upsert/x", body("{\"note\": \"n\"}"), KEY, "l")
                            .problem())
                    .isEqualTo("record-not-found");
        }
    }

    @Nested
    class AKeyThatIsTaken {

        @Test
        void stands_for_no_other_body_path_or_type() {
            post(body("{\"note\": \"n\"}"));

            for (var other : List.of(
                    post(body("{\"note\": \"m\"}")),
                    post(body("{\"note\": \"n\"}", "\"memberId\": null")),
                    upsert("x", body("{\"note\": \"n\"}")),
                    admin.post(records(admin.define(FIELDS)), body("{\"note\": \"n\"}"), KEY, "k"))) {
                assertThat(other.status()).isEqualTo(422);
                assertThat(other.problem()).isEqualTo("idempotency-key-reused");
            }
            assertThat(eventsOfType()).isEqualTo(1);
        }

        @Test
        void is_taken_for_its_caller_alone() {
            var first = post(body("{}"));
            var others = List.of(
                    admin.as(7L, "records:write"), admin.as(8L, "records:write"), admin.as(9L, "records:write"));

            for (var other : others) {
                var answer = other.post(records(type), body("{}"), KEY, "k");
                assertThat(answer.status()).isEqualTo(201);
                assertThat(answer.header("Idempotent-Replayed")).isNull();
                assertThat(answer.id()).isNotEqualTo(first.id());
            }
            assertThat(eventsOfType()).isEqualTo(4);
        }

        @Test
        void is_free_again_after_a_day() {
            var first = post(body("{}"));
            JdbcClient.create(dataSource)
                    .sql("update log.idempotency_key set time = time - interval '24 hours' where record = ?")
                    .param(first.id())
                    .update();

            var second = post(body("{\"note\": \"n\"}"));

            assertThat(second.status()).isEqualTo(201);
            assertReplayed(post(body("{\"note\": \"n\"}")), second);
        }

        @Test
        void is_not_taken_by_what_was_refused() {
            assertThat(post(body("{\"age\": \"a\"}")).status()).isEqualTo(400);
            assertThat(upsert("x", body("{}")).status()).isEqualTo(201);
        }
    }

    @Nested
    class AfterTheRecordIsDeleted {

        @Test
        void a_repeat_is_409_whatever_its_body() {
            var first = post(body("{\"note\": \"n\"}"));
            admin.delete(record(type, first.id()));

            assertThat(post(body("{\"note\": \"n\"}")).problem()).isEqualTo("record-deleted");
            assertThat(post(body("{\"note\": \"m\"}")).problem()).isEqualTo("record-deleted");
            assertThat(upsert("x", body("{}")).problem()).isEqualTo("record-deleted");
            assertThat(eventsOfType()).isEqualTo(1);
        }

        @Test
        void a_repeated_upsert_makes_it_never_again() {
            admin.post(upsert("x"), body("{}"));
            var first = upsert("x", body("{\"note\": \"n\"}"));
            admin.post(upsert("x"), body("{\"note\": \"n\"}"), KEY, "unchanged");
            admin.delete(record(type, first.id()));

            assertThat(upsert("x", body("{\"note\": \"n\"}")).status()).isEqualTo(409);
            assertThat(admin.post(upsert("x"), body("{\"note\": \"n\"}"), KEY, "unchanged")
                            .status())
                    .isEqualTo(409);
            assertThat(admin.post(upsert("x"), body("{\"note\": \"n\"}"), KEY, "another")
                            .status())
                    .isEqualTo(201);
        }

        @Test
        void a_type_that_is_deleted_too_is_404() {
            var first = post(body("{}"));
            admin.delete(record(type, first.id()));
            admin.delete("/data-types/" + type);

            assertThat(post(body("{}")).problem()).isEqualTo("data-type-not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b"})
    void a_key_is_visible_ascii(String key) {
        var answer = admin.post(records(type), body("{}"), KEY, key);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.violations()).containsExactly("Idempotency-Key syntax");
    }

    @Test
    void a_key_has_255_characters_and_is_sent_once() {
        var longest = UUID.randomUUID().toString().repeat(8).substring(0, 255);

        assertThat(admin.post(records(type), body("{}"), KEY, longest).status()).isEqualTo(201);
        assertThat(admin.post(records(type), body("{}"), KEY, longest + "x").status())
                .isEqualTo(400);
        assertThat(admin.post(upsert("x"), body("{}"), KEY, "a", KEY, "b").status())
                .isEqualTo(400);
    }
}
