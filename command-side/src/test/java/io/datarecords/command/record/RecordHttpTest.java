package io.datarecords.command.record;

import static io.datarecords.command.Api.record;
import static io.datarecords.command.Api.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.Api;
import io.datarecords.command.Api.Answer;
import io.datarecords.command.Api.Client;
import io.datarecords.command.CommandSideTest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CommandSideTest
class RecordHttpTest {

    private static final String FIELDS = """
            [{"name": "Name", "fieldType": "text", "required": true},
             {"name": "Age", "fieldType": "integer", "rules": {"max": 150}},
             {"name": "Weight", "fieldType": "number"},
             {"name": "Ward", "fieldType": "text", "default": "east"},
             {"name": "Secret", "fieldType": "text", "isAdminOnly": true}]""";

    private static final String ADA = "{\"name\": \"Ada\", \"age\": 36}";

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

    private Instant loggedTime(long record) {
        return JdbcClient.create(dataSource)
                .sql("select time from log.event where aggregate = ? order by sequence desc limit 1")
                .param(record)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static Instant time(Answer answer, String property) {
        return Instant.parse((String) answer.body().get(property));
    }

    @Nested
    class Create {

        @Test
        void answers_with_the_record() {
            var answer = admin.post(
                    records(type),
                    body(
                            "{\"name\": \"Ada\", \"weight\": 61.50}",
                            "\"memberId\": 7",
                            "\"externalId\": \"x/1\"",
                            "\"assignmentTaskId\": 9"));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header("Location"))
                    .isEqualTo("/api/v2/w/" + admin.workspace() + record(type, answer.id()));
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
            assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
            assertThat(answer.response().body()).contains("61.5");
            assertThat(answer.body())
                    .containsOnlyKeys(
                            "id",
                            "dataTypeId",
                            "memberId",
                            "externalId",
                            "assignmentTaskId",
                            "fieldValues",
                            "version",
                            "createdAt",
                            "updatedAt")
                    .containsEntry("dataTypeId", type)
                    .containsEntry("memberId", 7L)
                    .containsEntry("externalId", "x/1")
                    .containsEntry("assignmentTaskId", 9L)
                    .containsEntry("version", 1L)
                    .containsEntry("updatedAt", answer.body().get("createdAt"));
            assertThat(answer.fieldValues()).containsEntry("name", "Ada").containsEntry("ward", "east");
            assertThat(time(answer, "createdAt")).isEqualTo(loggedTime(answer.id()));
        }

        @Test
        void belongs_to_the_caller_unless_the_body_says_otherwise() {
            var member = admin.as(7L, "records:write");

            assertThat(member.post(records(type), body(ADA)).body()).containsEntry("memberId", 7L);
            assertThat(member.post(records(type), body(ADA, "\"memberId\": null"))
                            .body())
                    .containsEntry("memberId", null);
            assertThat(member.post(records(type), body(ADA, "\"memberId\": 8")).body())
                    .containsEntry("memberId", 8L);
            assertThat(admin.post(records(type), body(ADA)).body()).containsEntry("memberId", null);
        }

        @Test
        void refuses_an_external_id_that_the_type_has_until_its_record_is_deleted() {
            long first = admin.create(type, ADA, "\"externalId\": \"x\"");
            var second = admin.post(records(type), body(ADA, "\"externalId\": \"x\""));

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.problem()).isEqualTo("external-id-taken");
            assertThat((String) second.body().get("detail")).contains("'x'").doesNotContain("" + first);
            assertThat(admin.create(admin.define(FIELDS), ADA, "\"externalId\": \"x\""))
                    .isPositive();
            admin.delete(record(type, first));
            assertThat(admin.create(type, ADA, "\"externalId\": \"x\"")).isNotEqualTo(first);
        }

        @Test
        void allows_one_record_per_member_where_the_type_says_so() {
            long sole = admin.define("[]", "\"isCollection\": false");
            long first = admin.create(sole, "{}", "\"memberId\": 7");

            assertThat(admin.post(records(sole), body("{}", "\"memberId\": 7")).problem())
                    .isEqualTo("sole-record-taken");
            admin.create(sole, "{}", "\"memberId\": 8");
            admin.create(sole, "{}");
            admin.create(sole, "{}");
            admin.delete(record(sole, first));
            admin.create(sole, "{}", "\"memberId\": 7");
        }

        @Test
        void says_everything_about_the_shape_at_once() {
            var answer = admin.post(
                    records(type), "{\"memberId\": \"7\", \"externalId\": 1, \"assignmentTaskId\": 1.5, \"id\": 3}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.violations())
                    .containsExactlyInAnyOrder(
                            "/memberId type",
                            "/externalId type",
                            "/assignmentTaskId type",
                            "/fieldValues required",
                            "/id unknown");
            assertThat(admin.post(records(type), "{\"fieldValues\": []}").violations())
                    .containsExactly("/fieldValues type");
        }

        @Test
        void says_everything_about_the_values_at_once() {
            var answer = admin.post(
                    records(type), body("{\"age\": 151, \"weight\": \"3\", \"hat\": 1}", "\"externalId\": \"\""));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.violations())
                    .containsExactlyInAnyOrder(
                            "/fieldValues/name required",
                            "/fieldValues/age max",
                            "/fieldValues/weight type",
                            "/fieldValues/hat unknown",
                            "/externalId minLength");
        }

        @Test
        void keeps_decimals_exactly() {
            var digits = "12345678901234567890.123456789012345678";

            assertThat(admin.post(records(type), body("{\"name\": \"Ada\", \"weight\": " + digits + "}"))
                            .response()
                            .body())
                    .contains(digits);
        }
    }

    @Nested
    class Update {

        @Test
        void changes_only_the_fields_named() {
            long id = admin.create(type, ADA);
            var answer = admin.put(record(type, id), body("{\"age\": 37, \"ward\": null}"), "If-Match", "\"1\"");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("ETag")).isEqualTo("\"2\"");
            assertThat(answer.fieldValues()).isEqualTo(Map.of("name", "Ada", "age", 37L));
            assertThat(answer.version()).isEqualTo(2);
            assertThat(time(answer, "updatedAt")).isEqualTo(loggedTime(id)).isAfter(time(answer, "createdAt"));
        }

        @Test
        void changes_nothing_when_nothing_differs() {
            long id = admin.create(type, ADA);
            var changed = admin.put(record(type, id), body("{\"weight\": 1.0}"));
            var unchanged = admin.put(record(type, id), body("{\"weight\": 1.00, \"name\": \"Ada\"}"));

            assertThat(unchanged.status()).isEqualTo(200);
            assertThat(unchanged.body()).isEqualTo(changed.body());
            assertThat(admin.put(record(type, id), body("{}")).body()).isEqualTo(changed.body());
        }

        @Test
        void is_of_a_record_of_the_type_in_the_path() {
            long other = admin.define(FIELDS);
            long id = admin.create(type, ADA);

            assertThat(admin.put(record(other, id), body("{}")).problem()).isEqualTo("record-not-found");
            assertThat(admin.put(record(999_999_999, id), body("{}")).problem()).isEqualTo("data-type-not-found");
            assertThat(admin.put(record(id, type), body("{}")).problem()).isEqualTo("data-type-not-found");
        }

        @Test
        void sees_the_schema_as_it_is_now() {
            long id = admin.create(type, ADA);
            admin.put("/data-types/" + type, "{\"fields\": [{\"name\": \"Hat\", \"fieldType\": \"text\"}]}");

            assertThat(admin.put(record(type, id), body("{\"age\": 1}")).violations())
                    .containsExactly("/fieldValues/age unknown");
            assertThat(admin.put(record(type, id), body("{\"hat\": \"red\"}")).fieldValues())
                    .isEqualTo(Map.of("hat", "red"));
        }
    }

    @Nested
    class Delete {

        @Test
        void answers_with_what_was_erased_and_leaves_nothing() {
            long id = admin.create(type, ADA, "\"externalId\": \"x\"");
            admin.put(record(type, id), body("{\"age\": 37}"));

            var answer = admin.delete(record(type, id), "If-Match", "\"2\"");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .containsOnlyKeys("status", "id", "erasedEvents", "deletedAt")
                    .containsEntry("status", "deleted")
                    .containsEntry("id", id)
                    .containsEntry("erasedEvents", 2L);
            assertThat(time(answer, "deletedAt")).isEqualTo(loggedTime(id));
            assertThat(admin.put(record(type, id), body("{\"age\": 38}")).problem())
                    .isEqualTo("record-not-found");
            assertThat(admin.delete(record(type, id)).problem()).isEqualTo("record-not-found");
        }
    }

    @Nested
    class References {

        @Test
        void point_to_a_record_of_the_type_that_is_there_and_that_the_caller_may_read() {
            var slug = "visited_" + type;
            long visited = admin.post("/data-types", "{\"name\": \"Visited\", \"slug\": \"" + slug + "\"}")
                    .id();
            long visits =
                    admin.define("[{\"name\": \"Patient\", \"fieldType\": \"record\", \"rules\": {\"dataType\": \""
                            + slug + "\"}}]");
            long target = admin.create(visited, "{}", "\"memberId\": 8");
            var pointing = body("{\"patient\": " + target + "}");

            assertThat(admin.post(records(visits), pointing).status()).isEqualTo(201);
            assertThat(admin.as(8L, "").post(records(visits), pointing).status())
                    .isEqualTo(201);
            assertThat(admin.as(7L, "").post(records(visits), pointing).violations())
                    .containsExactly("/fieldValues/patient reference");
            for (long wrong : new long[] {admin.create(type, ADA), 999_999_999, 0}) {
                assertThat(admin.post(records(visits), body("{\"patient\": " + wrong + "}"))
                                .status())
                        .isEqualTo(400);
            }
            admin.delete(record(visited, target));
            assertThat(admin.post(records(visits), pointing).violations())
                    .containsExactly("/fieldValues/patient reference");
        }
    }

    @Nested
    class Archived {

        @Test
        void takes_no_creates_and_updates_but_deletes() {
            long id = admin.create(type, ADA);
            admin.post("/data-types/" + type + "/archive", null);

            assertThat(admin.post(records(type), body(ADA)).problem()).isEqualTo("data-type-archived");
            assertThat(admin.put(record(type, id), body("{\"age\": 1}")).problem())
                    .isEqualTo("data-type-archived");
            assertThat(admin.delete(record(type, id)).status()).isEqualTo(200);
            admin.post("/data-types/" + type + "/unarchive", null);
            assertThat(admin.create(type, ADA)).isPositive();
        }
    }

    /** Each request has several things wrong; the first in the contract's order is the one that is told. */
    @Nested
    class WhichErrorWins {

        private static final String BAD_VALUES = "{\"fieldValues\": {\"age\": 151}}";

        @Test
        void the_missing_token_over_the_form() {
            var path = "/api/v2/w/" + admin.workspace() + record(999_999_999, 1);

            assertThat(api.call("PUT", path, "{").status()).isEqualTo(401);
        }

        @Test
        void the_form_over_the_type_that_is_not_there() {
            assertThat(admin.put(record(999_999_999, 1), "{").status()).isEqualTo(400);
            assertThat(admin.put(record(999_999_999, 1), "{\"fieldValues\": 1}").status())
                    .isEqualTo(400);
            assertThat(admin.put(record(999_999_999, 1), BAD_VALUES, "If-Match", "1")
                            .status())
                    .isEqualTo(400);
            assertThat(admin.delete(record(999_999_999, 1) + "?force=true").status())
                    .isEqualTo(400);
            assertThat(admin.put(record(999_999_999, 1), BAD_VALUES, "Content-Type", "text/plain")
                            .status())
                    .isEqualTo(415);
        }

        @Test
        void the_type_that_is_not_there_over_the_record_and_the_permission() {
            var nobody = admin.as(7L, "");

            assertThat(nobody.post(records(999_999_999), BAD_VALUES).problem()).isEqualTo("data-type-not-found");
            assertThat(nobody.put(record(999_999_999, 1), BAD_VALUES).problem()).isEqualTo("data-type-not-found");
            assertThat(nobody.delete(record(999_999_999, 1)).problem()).isEqualTo("data-type-not-found");
        }

        @Test
        void the_record_that_is_not_there_over_the_permission() {
            var reader = admin.as(null, "records:read");

            assertThat(reader.put(record(type, 999_999_999), BAD_VALUES).problem())
                    .isEqualTo("record-not-found");
            assertThat(reader.delete(record(type, 999_999_999)).problem()).isEqualTo("record-not-found");
        }

        @Test
        void the_permission_over_the_version() {
            var reader = admin.as(null, "records:read");
            long id = admin.create(type, ADA);

            assertThat(reader.put(record(type, id), BAD_VALUES, "If-Match", "\"9\"")
                            .status())
                    .isEqualTo(403);
            assertThat(reader.delete(record(type, id), "If-Match", "\"9\"").status())
                    .isEqualTo(403);
        }

        @Test
        void the_version_over_the_values() {
            long id = admin.create(type, ADA);

            assertThat(admin.put(record(type, id), BAD_VALUES, "If-Match", "\"9\"")
                            .status())
                    .isEqualTo(412);
        }

        @Test
        void the_values_over_the_archive_and_the_external_id() {
            long id = admin.create(type, ADA, "\"externalId\": \"x\"");

            assertThat(admin.post(records(type), body("{\"age\": 151}", "\"externalId\": \"x\""))
                            .status())
                    .isEqualTo(400);
            admin.post("/data-types/" + type + "/archive", null);
            assertThat(admin.put(record(type, id), BAD_VALUES).status()).isEqualTo(400);
            assertThat(admin.post(records(type), BAD_VALUES).status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "1.5", "01", "99999999999999999999", "%20"})
    void ids_that_are_no_integers_are_as_good_as_unknown(String id) {
        assertThat(admin.put(records(type) + "/" + id, body("{}")).problem()).isEqualTo("record-not-found");
        assertThat(admin.delete(records(type) + "/" + id).problem()).isEqualTo("record-not-found");
    }

    @Test
    void another_workspace_has_nothing_of_it() {
        long id = admin.create(type, ADA);
        var stranger = api.admin();
        long theirs = stranger.define(FIELDS);

        assertThat(stranger.put(record(type, id), body("{}")).problem()).isEqualTo("data-type-not-found");
        assertThat(stranger.delete(record(theirs, id)).problem()).isEqualTo("record-not-found");
        assertThat(stranger.post(records(type), body(ADA)).problem()).isEqualTo("data-type-not-found");
    }

    @Test
    void admin_only_fields_are_an_admins_alone() {
        var writer = admin.as(null, "records:write");
        long id = admin.create(type, "{\"name\": \"Ada\", \"secret\": \"s\"}");

        assertThat(writer.put(record(type, id), body("{\"age\": 1}")).fieldValues())
                .doesNotContainKey("secret");
        var named = writer.put(record(type, id), body("{\"secret\": \"t\", \"no_field\": 1}"));
        assertThat(named.violations())
                .containsExactlyInAnyOrder("/fieldValues/secret unknown", "/fieldValues/no_field unknown");
        assertThat(admin.put(record(type, id), body("{\"secret\": \"t\"}")).fieldValues())
                .containsEntry("secret", "t");
    }
}
