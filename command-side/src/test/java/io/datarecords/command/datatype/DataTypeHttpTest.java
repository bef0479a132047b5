package io.datarecords.command.datatype;

import static io.datarecords.command.Api.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.Api;
import io.datarecords.command.Api.Answer;
import io.datarecords.command.Api.Client;
import io.datarecords.command.CommandSideTest;
import java.time.Instant;
import java.time.OffsetDateTime;
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
class DataTypeHttpTest {

    private static final String VISIT = """
            {"name": "Home visit", "description": "Who came", "isCollection": false,
             "fields": [{"name": "Blood pressure", "fieldType": "integer", "required": true, "rules": {"max": 300}},
                        {"name": "Kind", "slug": "kind", "fieldType": "dropdown", "options": ["a", "b"], "default": "a"}],
             "grants": [{"role": "nurse", "actions": ["list_all", "create"]}],
             "memberAccess": ["read", "delete"]}""";

    @Autowired
    private Api api;

    @Autowired
    private DataSource dataSource;

    private Client admin;

    @BeforeEach
    void enter() {
        admin = api.admin();
    }

    private Answer defined() {
        return admin.post("/data-types", VISIT);
    }

    private static String path(Answer type) {
        return "/data-types/" + type.id();
    }

    private Instant loggedTime(Answer type) {
        return JdbcClient.create(dataSource)
                .sql("select time from log.event where aggregate = ? order by sequence desc limit 1")
                .param(type.id())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    @Nested
    class Define {

        @Test
        void answers_with_the_whole_type() {
            var answer = defined();

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header("Location")).isEqualTo("/api/v2/w/" + admin.workspace() + path(answer));
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
            assertThat(answer.body())
                    .containsEntry("name", "Home visit")
                    .containsEntry("slug", "home_visit")
                    .containsEntry("description", "Who came")
                    .containsEntry("isCollection", false)
                    .containsEntry("archived", false)
                    .containsEntry("version", 1L)
                    .containsEntry("recordCount", 0L)
                    .containsEntry("grants", List.of(Map.of("role", "nurse", "actions", List.of("list_all", "create"))))
                    .containsEntry("memberAccess", List.of("read", "delete"))
                    .containsEntry("createdAt", answer.body().get("updatedAt"))
                    .containsKeys("id", "fields");
            assertThat(Instant.parse((String) answer.body().get("createdAt"))).isEqualTo(loggedTime(answer));
        }

        @Test
        void names_fields_and_select_types_as_the_api_does() {
            @SuppressWarnings("unchecked")
            var fields = (List<Map<String, Object>>) defined().body().get("fields");

            assertThat(fields.getFirst())
                    .containsEntry("slug", "blood_pressure")
                    .containsEntry("required", true)
                    .containsEntry("isExternalId", false)
                    .containsEntry("rules", Map.of("max", 300L))
                    .containsEntry("default", null);
            assertThat(fields.getLast())
                    .containsEntry("fieldType", "select")
                    .containsEntry("options", List.of("a", "b"))
                    .containsEntry("default", "a");
        }

        @Test
        void needs_no_more_than_a_name() {
            var answer = admin.post("/data-types", "{\"name\": \"Plain\"}");

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body())
                    .containsEntry("slug", "plain")
                    .containsEntry("description", null)
                    .containsEntry("isCollection", true)
                    .containsEntry("fields", List.of())
                    .containsEntry("grants", List.of())
                    .containsEntry("memberAccess", List.of("create", "read", "update"));
        }

        @Test
        void refuses_a_slug_that_the_workspace_has_and_takes_it_in_another() {
            defined();

            assertThat(defined().status()).isEqualTo(409);
            assertThat(defined().problem()).isEqualTo("slug-taken");
            assertThat(api.admin().post("/data-types", VISIT).status()).isEqualTo(201);
        }

        @Test
        void says_everything_about_the_shape_at_once() {
            var answer = admin.post("/data-types", """
                    {"slug": 1, "isCollection": "yes", "recordCount": 0,
                     "fields": [{"name": "A", "fieldType": "text", "since": 3, "options": [1]}, 7],
                     "grants": [{"role": " ", "actions": ["fly"]}, {}], "memberAccess": ["list_all"]}""");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.violations())
                    .contains(
                            "/name required",
                            "/slug type",
                            "/isCollection type",
                            "/recordCount unknown",
                            "/fields/0/since unknown",
                            "/fields/0/options/0 type",
                            "/fields/1 type",
                            "/grants/0/role required",
                            "/grants/0/actions/0 choice",
                            "/grants/1/role required",
                            "/grants/1/actions required",
                            "/memberAccess/0 choice")
                    .doesNotHaveDuplicates();
        }

        @Test
        void says_everything_about_the_values_at_once() {
            var answer = admin.post("/data-types", """
                    {"name": "", "slug": "Not one", "fields": [{"name": "A", "fieldType": "colour"},
                     {"name": "B", "slug": "page", "fieldType": "text"}]}""");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.violations())
                    .contains("/name required", "/slug pattern")
                    .hasSize(4);
        }
    }

    @Nested
    class Revise {

        @Test
        void changes_what_is_given_and_leaves_the_rest() {
            var type = defined();
            var answer = admin.put(path(type), "{\"name\": \"Visit\", \"description\": null}", "If-Match", "\"1\"");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("ETag")).isEqualTo("\"2\"");
            assertThat(answer.body())
                    .containsEntry("name", "Visit")
                    .containsEntry("description", null)
                    .containsEntry("slug", "home_visit")
                    .containsEntry("fields", type.body().get("fields"))
                    .containsEntry("createdAt", type.body().get("createdAt"));
            assertThat(Instant.parse((String) answer.body().get("updatedAt"))).isEqualTo(loggedTime(type));
        }

        @Test
        void changes_nothing_when_nothing_differs() {
            var type = defined();
            var answer = admin.put(path(type), VISIT);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(type.body());
        }

        @Test
        void refuses_what_is_fixed() {
            var answer = admin.put(path(defined()), """
                    {"slug": "other", "isCollection": true,
                     "fields": [{"name": "Kind", "slug": "kind", "fieldType": "text"}]}""");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.violations())
                    .containsExactlyInAnyOrder("/slug fixed", "/isCollection fixed", "/fields/0/fieldType fixed");
        }

        @Test
        void refuses_a_version_that_is_not_current() {
            var type = defined();

            assertThat(admin.put(path(type), "{\"name\": \"\"}", "If-Match", "\"2\"")
                            .status())
                    .isEqualTo(412);
            assertThat(admin.put(path(type), "{\"name\": \"x\"}", "If-Match", "2")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class ArchiveAndUnarchive {

        @Test
        void takes_effect_once_and_is_undone() {
            var type = defined();

            for (int i = 0; i < 2; i++) {
                var archived = admin.post(path(type) + "/archive", null);
                assertThat(archived.status()).isEqualTo(200);
                assertThat(archived.body()).containsEntry("archived", true).containsEntry("version", 2L);
            }
            var unarchived = admin.post(path(type) + "/unarchive", null);
            assertThat(unarchived.body()).containsEntry("archived", false).containsEntry("version", 3L);
        }

        @Test
        void changes_no_version_but_the_one_expected() {
            var type = path(defined());
            assertThat(admin.post(type + "/archive", null, "If-Match", "\"2\"").status())
                    .isEqualTo(412);
            assertThat(admin.post(type + "/archive", null, "If-Match", "\"1\"").version())
                    .isEqualTo(2);
            assertThat(admin.post(type + "/unarchive", null, "If-Match", "\"1\"")
                            .status())
                    .isEqualTo(412);
        }

        @Test
        void tells_how_many_records_there_are() {
            long type = admin.define("[]");
            admin.create(type, "{}");
            admin.create(type, "{}");

            assertThat(admin.post("/data-types/" + type + "/archive", null).body())
                    .containsEntry("recordCount", 2L);
        }
    }

    @Nested
    class ValidateSlug {

        private Answer validate(String slug) {
            return admin.post("/data-types/validate-slug", "{\"slug\": \"" + slug + "\"}");
        }

        @Test
        void says_whether_a_slug_could_be_given() {
            assertThat(validate("visit").body()).isEqualTo(Map.of("slug", "visit", "valid", true, "available", true));
            var type = admin.post("/data-types", "{\"name\": \"Visit\"}");
            assertThat(validate("visit").body()).isEqualTo(Map.of("slug", "visit", "valid", true, "available", false));
            admin.delete(path(type));
            assertThat(validate("visit").body()).containsEntry("available", true);
            assertThat(api.admin()
                            .post("/data-types/validate-slug", "{\"slug\": \"visit\"}")
                            .body())
                    .containsEntry("available", true);
        }

        @Test
        void says_that_what_is_no_slug_is_neither() {
            for (var slug : List.of("", "Visit", "1a", "a-b", "page", "a".repeat(64))) {
                assertThat(validate(slug).body()).isEqualTo(Map.of("slug", slug, "valid", false, "available", false));
            }
        }

        @Test
        void needs_a_slug_and_the_scope() {
            assertThat(admin.post("/data-types/validate-slug", "{}").violations())
                    .containsExactly("/slug required");
            assertThat(admin.post("/data-types/validate-slug", "{\"slug\": 1, \"a\": 2}")
                            .violations())
                    .containsExactlyInAnyOrder("/slug type", "/a unknown");
            assertThat(admin.as(7L, "records:admin")
                            .post("/data-types/validate-slug", "{\"slug\": \"a\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(admin.as(7L, "datatypes:read")
                            .post("/data-types/validate-slug", "{\"slug\": \"a\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_empty_slug_of_a_field_is_none_while_null_is_made_from_the_name() {
        var answer = admin.post("/data-types", """
                {"name": "A", "fields": [{"name": "B", "slug": "", "fieldType": "text"},
                 {"name": "C", "slug": null, "fieldType": "text"}]}""");

        assertThat(answer.violations()).containsExactly("/fields/0/slug pattern");
    }

    @Nested
    class Delete {

        @Test
        void leaves_nothing_and_frees_the_slug() {
            var type = defined();

            var answer = admin.delete(path(type));

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            assertThat(admin.delete(path(type)).status()).isEqualTo(404);
            assertThat(admin.put(path(type), "{}").status()).isEqualTo(404);
            assertThat(admin.post(records(type.id()), "{\"fieldValues\": {}}").problem())
                    .isEqualTo("data-type-not-found");
            assertThat(defined().status()).isEqualTo(201);
        }

        @Test
        void is_refused_while_there_are_records() {
            long type = admin.define("[]");
            long record = admin.create(type, "{}");

            assertThat(admin.delete("/data-types/" + type).problem()).isEqualTo("data-type-not-empty");
            admin.delete(Api.record(type, record));
            assertThat(admin.delete("/data-types/" + type).status()).isEqualTo(204);
        }

        @Test
        void refuses_a_version_that_is_not_current() {
            assertThat(admin.delete(path(defined()), "If-Match", "\"2\"").status())
                    .isEqualTo(412);
        }
    }

    @Nested
    class Refusals {

        @Test
        void come_by_scope() {
            var type = defined();
            var writer = admin.as(null, "datatypes:write records:admin");
            var reader = admin.as(null, "datatypes:read records:admin");

            assertThat(writer.post("/data-types", "{\"name\": \"Other\"}").status())
                    .isEqualTo(201);
            assertThat(writer.put(path(type), "{\"name\": \"Other\"}").status()).isEqualTo(200);
            assertThat(writer.post(path(type) + "/archive", null).status()).isEqualTo(200);
            assertThat(writer.post(path(type) + "/unarchive", null).status()).isEqualTo(200);
            assertThat(writer.delete(path(type)).status()).isEqualTo(403);
            assertThat(reader.post("/data-types", "{\"name\": \"\"}").status()).isEqualTo(403);
            assertThat(reader.put(path(type), "{\"name\": \"\"}", "If-Match", "\"9\"")
                            .status())
                    .isEqualTo(403);
            assertThat(reader.post(path(type) + "/archive", null).status()).isEqualTo(403);
            assertThat(reader.post(path(type) + "/unarchive", null).status()).isEqualTo(403);
            var scoped = admin.as(null, "datatypes:admin");
            assertThat(scoped.delete(path(type)).status()).isEqualTo(204);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "999999999", "abc", "-1", "1.0", "9223372036854775808", "00"})
        void say_the_same_of_every_id_that_names_nothing(String id) {
            var nurse = admin.as(7L, "");
            for (var answer : List.of(
                    admin.put("/data-types/" + id, "{\"name\": \"\"}"),
                    admin.post("/data-types/" + id + "/archive", null),
                    admin.delete("/data-types/" + id),
                    nurse.delete("/data-types/" + id))) {
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.problem()).isEqualTo("data-type-not-found");
            }
        }

        @Test
        void hide_other_workspaces() {
            var type = defined();
            var stranger = api.admin();

            assertThat(stranger.put(path(type), "{\"name\": \"Mine\"}").status())
                    .isEqualTo(404);
            var elsewhere = api.call(
                    "DELETE",
                    "/api/v2/w/" + admin.workspace() + path(type),
                    null,
                    "Authorization",
                    "Bearer " + stranger.token());
            assertThat(elsewhere.status()).isEqualTo(403);
            var nowhere = api.call(
                    "DELETE",
                    "/api/v2/w/" + UUID.randomUUID() + path(type),
                    null,
                    "Authorization",
                    "Bearer " + stranger.token());
            assertThat(nowhere.problem()).isEqualTo(elsewhere.problem());
        }

        @Test
        void come_before_anything_else_without_a_token() {
            var answer = api.call("POST", "/api/v2/w/" + admin.workspace() + "/data-types", "{");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }

        @Test
        void name_unknown_parameters_and_malformed_bodies() {
            assertThat(admin.post("/data-types?dryRun=true", VISIT).violations())
                    .containsExactly("dryRun unknown");
            assertThat(admin.post("/data-types", "{\"name\": \"a\", \"name\": \"b\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(admin.post("/data-types", "{").status()).isEqualTo(400);
            assertThat(admin.post("/data-types", VISIT, "Content-Type", "text/plain")
                            .status())
                    .isEqualTo(415);
        }
    }
}
