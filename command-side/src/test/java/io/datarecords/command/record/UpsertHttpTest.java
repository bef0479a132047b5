package io.datarecords.command.record;

import static io.datarecords.command.Api.record;
import static io.datarecords.command.Api.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.Api;
import io.datarecords.command.Api.Answer;
import io.datarecords.command.Api.Client;
import io.datarecords.command.CommandSideTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CommandSideTest
class UpsertHttpTest {

    private static final String FIELDS = """
            [{"name": "Note", "fieldType": "text"}, {"name": "Age", "fieldType": "integer", "rules": {"max": 150}}]""";

    private static final String CODED = """
            [{"name": "Code", "fieldType": "text", "required": true, "isExternalId": true, "rules": {"maxLength": 5}},
             {"name": "Note", "fieldType": "text"}]""";

    @Autowired
    private Api api;

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

    /** @param externalId as it stands in the path */
    private static String upsert(long type, String externalId) {
        return "/data-types/" + type + "/upsert/" + externalId;
    }

    private static String byExternalId(long type, String externalId) {
        return records(type) + "?externalId=" + externalId;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }

    @Nested
    class AnUpsertThatFindsNothing {

        @Test
        void creates() {
            var answer = admin.post(
                    upsert(type, "x"), body("{\"note\": \"n\"}", "\"memberId\": 7", "\"assignmentTaskId\": 9"));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header("Location"))
                    .isEqualTo("/api/v2/w/" + admin.workspace() + record(type, answer.id()));
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
            assertThat(answer.body())
                    .containsEntry("externalId", "x")
                    .containsEntry("memberId", 7L)
                    .containsEntry("assignmentTaskId", 9L)
                    .containsEntry("version", 1L)
                    .containsEntry("updatedAt", answer.body().get("createdAt"));
        }

        @Test
        void makes_the_record_the_callers_unless_the_body_says_otherwise() {
            var member = admin.as(7L, "records:write");

            assertThat(member.post(upsert(type, "a"), body("{}")).body()).containsEntry("memberId", 7L);
            assertThat(member.post(upsert(type, "b"), body("{}", "\"memberId\": null"))
                            .body())
                    .containsEntry("memberId", null);
        }

        @Test
        void matches_no_version_and_not_even_any() {
            for (var condition : List.of("\"1\"", "*")) {
                var answer = admin.post(upsert(type, "x"), body("{\"age\": \"old\"}"), "If-Match", condition);
                assertThat(answer.status()).isEqualTo(412);
                assertThat((String) answer.body().get("detail")).isEqualTo("There is none yet.");
            }
            assertThat(admin.post(upsert(type, "x"), body("{}"), "If-None-Match", "*")
                            .status())
                    .isEqualTo(201);
        }

        @Test
        void obeys_the_one_record_per_member() {
            long sole = admin.define("[]", "\"isCollection\": false");
            admin.post(upsert(sole, "a"), body("{}", "\"memberId\": 7"));

            assertThat(admin.post(upsert(sole, "b"), body("{}", "\"memberId\": 7"))
                            .problem())
                    .isEqualTo("sole-record-taken");
            assertThat(admin.post(upsert(sole, "a"), body("{}", "\"memberId\": 7"))
                            .status())
                    .isEqualTo(200);
            assertThat(admin.post(upsert(sole, "c"), body("{}")).status()).isEqualTo(201);
            assertThat(admin.post(upsert(sole, "d"), body("{}")).status()).isEqualTo(201);
        }
    }

    @Nested
    class AnUpsertThatFindsTheRecord {

        private long id;

        @BeforeEach
        void create() {
            id = admin.create(type, "{\"note\": \"n\", \"age\": 1}", "\"externalId\": \"x\"", "\"memberId\": 7");
        }

        @Test
        void changes_the_fields_named() {
            var answer = admin.post(upsert(type, "x"), body("{\"age\": 2}", "\"assignmentTaskId\": 9"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Location")).isNull();
            assertThat(answer.header("ETag")).isEqualTo("\"2\"");
            assertThat(answer.id()).isEqualTo(id);
            assertThat(answer.fieldValues()).isEqualTo(Map.of("note", "n", "age", 2L));
            assertThat(answer.body()).containsEntry("assignmentTaskId", null).containsEntry("memberId", 7L);
        }

        @Test
        void that_changes_nothing_leaves_the_version() {
            assertThat(admin.post(upsert(type, "x"), body("{\"age\": 1}")).version())
                    .isEqualTo(1);
        }

        @Test
        void refuses_another_owner_after_all_else() {
            assertThat(admin.post(upsert(type, "x"), body("{}", "\"memberId\": 7"))
                            .status())
                    .isEqualTo(200);
            for (var other : List.of("8", "null")) {
                var member = "\"memberId\": " + other;
                assertThat(admin.post(upsert(type, "x"), body("{\"age\": 2}", member))
                                .problem())
                        .isEqualTo("owner-mismatch");
                assertThat(admin.post(upsert(type, "x"), body("{\"age\": 151}", member))
                                .status())
                        .isEqualTo(400);
                assertThat(admin.post(upsert(type, "x"), body("{}", member), "If-Match", "\"2\"")
                                .status())
                        .isEqualTo(412);
                assertThat(admin.as(8L, "records:read")
                                .post(upsert(type, "x"), body("{}", member))
                                .status())
                        .isEqualTo(403);
            }
            assertThat(admin.put(record(type, id), body("{}")).version()).isEqualTo(1);
        }

        @Test
        void honours_conditions() {
            assertThat(admin.post(upsert(type, "x"), body("{}"), "If-None-Match", "*")
                            .status())
                    .isEqualTo(412);
            assertThat(admin.post(upsert(type, "x"), body("{}"), "If-None-Match", "\"1\"")
                            .status())
                    .isEqualTo(412);
            assertThat(admin.post(upsert(type, "x"), body("{\"age\": \"a\"}"), "If-Match", "\"2\"")
                            .status())
                    .isEqualTo(412);
            assertThat(admin.post(upsert(type, "x"), body("{\"age\": 2}"), "If-None-Match", "\"2\"")
                            .version())
                    .isEqualTo(2);
            assertThat(admin.post(upsert(type, "x"), body("{\"age\": 3}"), "If-Match", "\"2\"")
                            .version())
                    .isEqualTo(3);
            assertThat(admin.post(upsert(type, "x"), body("{}"), "If-Match", "*")
                            .status())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource({"7,'',200", "8,'',404", "8,records:read,403", "8,records:write,200", ",records:read,403"})
        void asks_for_the_permission_to_update(Long memberId, String scope, int status) {
            assertThat(admin.as(memberId, scope)
                            .post(upsert(type, "x"), body("{}"))
                            .status())
                    .isEqualTo(status);
        }

        @Test
        void creates_again_once_it_is_deleted() {
            admin.delete(record(type, id));

            var answer = admin.post(upsert(type, "x"), body("{}"));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.id()).isNotEqualTo(id);
        }
    }

    @ParameterizedTest
    @CsvSource({"7,'','',201", "7,'',8,403", "7,'',null,403", ",'','',403", ",records:write,8,201"})
    void a_creation_asks_for_the_permission_to_create(Long memberId, String scope, String owner, int status) {
        var member = owner.isEmpty() ? new String[0] : new String[] {"\"memberId\": " + owner};

        assertThat(admin.as(memberId, scope)
                        .post(upsert(type, "x"), body("{}", member))
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "a//b",
                "/",
                ".",
                "..",
                "a/../b",
                "a;b=c",
                "50%",
                "%2F",
                "a b",
                "a+b",
                "ü€😀",
                "\\",
                "\"<>",
                "?#[]",
                "\u2028\u2029",
                "\uFFFD",
                "'; drop table log.event; --"
            })
    void any_character_may_stand_in_an_external_id(String externalId) {
        var created = admin.post(upsert(type, encoded(externalId)), body("{}"));
        var updated = admin.post(upsert(type, encoded(externalId)), body("{\"age\": 1}"));
        var put = admin.put(byExternalId(type, encoded(externalId)), body("{\"age\": 2}"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body()).containsEntry("externalId", externalId);
        assertThat(updated.status()).isEqualTo(200);
        assertThat(put.version()).isEqualTo(3);
    }

    @Test
    void what_may_stand_in_a_path_needs_no_encoding() {
        for (var externalId : List.of("a;b", "a+b", "a:b@c", "a,b=c", "~a!$&'()*")) {
            assertThat(admin.post(upsert(type, externalId), body("{}")).body()).containsEntry("externalId", externalId);
        }
    }

    @Test
    void an_external_id_has_1_to_255_code_points_and_no_control_characters() {
        assertThat(admin.post(upsert(type, encoded("😀".repeat(255))), body("{}"))
                        .status())
                .isEqualTo(201);
        for (var externalId : List.of(
                "%00", "a%0Ab", "%7F", "%C2%85", encoded("😀".repeat(256)), "%FF", "%C3", "%ED%A0%80", "%C0%AF")) {
            assertThat(admin.post(upsert(type, externalId), body("{}")).status())
                    .as(externalId)
                    .isEqualTo(400);
        }
        assertThat(admin.post(upsert(type, "a%09b"), body("{}")).violations()).containsExactly("externalId text");
    }

    @Test
    void its_body_has_no_external_id_and_its_query_nothing() {
        assertThat(admin.post(upsert(type, "x"), body("{}", "\"externalId\": \"x\""))
                        .violations())
                .containsExactly("/externalId unknown");
        assertThat(admin.post(upsert(type, "x") + "?a=b", body("{}")).violations())
                .containsExactly("a unknown");
        assertThat(admin.post(upsert(type, "x"), "{\"memberId\": 0, \"assignmentTaskId\": 0}")
                        .violations())
                .containsExactlyInAnyOrder("/memberId range", "/assignmentTaskId range", "/fieldValues required");
    }

    @Test
    void a_type_that_is_not_there_is_404_before_all_but_the_form() {
        var nobody = admin.as(7L, "");
        for (var unknown : List.of("999999999", "x", "0")) {
            var path = "/data-types/" + unknown;
            assertThat(nobody.post(path + "/upsert/x", body("{}"), "If-Match", "\"1\"")
                            .problem())
                    .isEqualTo("data-type-not-found");
            assertThat(nobody.put(path + "/records?externalId=x", body("{}")).problem())
                    .isEqualTo("data-type-not-found");
        }
        assertThat(api.admin().post(upsert(type, "x"), body("{}")).problem()).isEqualTo("data-type-not-found");
    }

    @Test
    void an_archived_type_takes_none_and_says_so_last() {
        admin.create(type, "{}", "\"externalId\": \"x\"");
        admin.post("/data-types/" + type + "/archive", null);

        for (var externalId : List.of("x", "y")) {
            assertThat(admin.post(upsert(type, externalId), body("{\"age\": 1}"))
                            .problem())
                    .isEqualTo("data-type-archived");
            assertThat(admin.post(upsert(type, externalId), body("{\"age\": \"a\"}"))
                            .status())
                    .isEqualTo(400);
        }
        assertThat(admin.put(byExternalId(type, "x"), body("{}")).problem()).isEqualTo("data-type-archived");
    }

    @Nested
    class WhereAFieldHoldsTheExternalId {

        private long coded;

        @BeforeEach
        void define() {
            coded = admin.define(CODED);
        }

        @Test
        void it_has_the_paths_value_unless_it_is_named() {
            var created = admin.post(upsert(coded, "c-1"), body("{\"note\": \"n\"}"));
            var same = admin.post(upsert(coded, "c-2"), body("{\"code\": \"c-2\"}"));
            var updated = admin.post(upsert(coded, "c-1"), body("{\"code\": \"c-1\", \"note\": \"m\"}"));

            assertThat(created.fieldValues()).isEqualTo(Map.of("code", "c-1", "note", "n"));
            assertThat(same.status()).isEqualTo(201);
            assertThat(updated.fieldValues()).isEqualTo(Map.of("code", "c-1", "note", "m"));
        }

        @Test
        void it_has_no_other_value() {
            assertThat(violations(admin.post(upsert(coded, "c-1"), body("{\"code\": \"c-2\"}"))))
                    .containsExactly("/fieldValues/code mismatch");
            assertThat(violations(admin.post(upsert(coded, "c-1"), body("{\"code\": null}"))))
                    .containsExactly("/fieldValues/code required");
            admin.post(upsert(coded, "c-1"), body("{}"));
            assertThat(violations(admin.post(upsert(coded, "c-1"), body("{\"code\": \"c-2\"}"))))
                    .containsExactly("/fieldValues/code fixed");
        }

        @Test
        void its_rules_hold_for_the_path() {
            assertThat(violations(admin.post(upsert(coded, "c-1234"), body("{}"))))
                    .containsExactly("/fieldValues/code maxLength");
        }

        private List<String> violations(Answer answer) {
            assertThat(answer.status()).isEqualTo(400);
            return answer.violations();
        }
    }

    @Nested
    class APutByExternalId {

        @Test
        void updates_the_record_that_has_it() {
            long id = admin.create(type, "{\"note\": \"n\"}", "\"externalId\": \"a/b\"");

            var answer = admin.put(byExternalId(type, "a/b"), body("{\"age\": 2}"), "If-Match", "\"1\"");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.id()).isEqualTo(id);
            assertThat(answer.header("ETag")).isEqualTo("\"2\"");
            assertThat(answer.fieldValues()).isEqualTo(Map.of("note", "n", "age", 2L));
            assertThat(admin.put(byExternalId(type, "a/b"), body("{\"age\": \"a\"}"), "If-Match", "\"1\"")
                            .status())
                    .isEqualTo(412);
            assertThat(admin.put(byExternalId(type, "a/b"), body("{\"age\": \"a\"}"))
                            .violations())
                    .containsExactly("/fieldValues/age type");
        }

        @Test
        void finds_none_that_is_not_there_or_not_to_be_seen() {
            long id = admin.create(type, "{}", "\"externalId\": \"x\"", "\"memberId\": 7");

            assertThat(admin.put(byExternalId(type, "y"), body("{}"), "If-Match", "\"1\"")
                            .problem())
                    .isEqualTo("record-not-found");
            assertThat(admin.put(byExternalId(admin.define("[]"), "x"), body("{}"))
                            .problem())
                    .isEqualTo("record-not-found");
            assertThat(admin.as(8L, "").put(byExternalId(type, "x"), body("{}")).problem())
                    .isEqualTo("record-not-found");
            assertThat(admin.as(8L, "records:read")
                            .put(byExternalId(type, "x"), body("{}"))
                            .status())
                    .isEqualTo(403);
            admin.delete(record(type, id));
            assertThat(admin.put(byExternalId(type, "x"), body("{}")).problem()).isEqualTo("record-not-found");
        }

        @Test
        void needs_the_parameter_once_and_no_other() {
            for (var query : List.of("", "?externalId=", "?externalId")) {
                assertThat(admin.put(records(type) + query, body("{}")).violations())
                        .containsExactly("externalId required");
            }
            assertThat(admin.put(byExternalId(type, "x&externalId=y"), body("{}"))
                            .status())
                    .isEqualTo(400);
            assertThat(admin.put(byExternalId(type, "x&page=1"), body("{}")).violations())
                    .containsExactly("page unknown");
        }
    }
}
