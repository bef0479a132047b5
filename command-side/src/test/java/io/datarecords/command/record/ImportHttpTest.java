package io.datarecords.command.record;

import static io.datarecords.command.Api.record;
import static io.datarecords.command.Api.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.Api;
import io.datarecords.command.Api.Answer;
import io.datarecords.command.Api.Client;
import io.datarecords.command.CommandSideTest;
import io.datarecords.command.Upload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CommandSideTest
class ImportHttpTest {

    private static final String FIELDS = """
            [{"name": "Note", "fieldType": "text"}, {"name": "Age", "fieldType": "integer", "rules": {"max": 150}}]""";

    @Autowired
    private Api api;

    @LocalServerPort
    private int port;

    private Client admin;
    private long type;

    @BeforeEach
    void enter() {
        admin = api.admin();
        type = admin.define(FIELDS);
    }

    private static String importOf(long type, String... parameters) {
        return records(type) + "/import" + (parameters.length == 0 ? "" : "?" + String.join("&", parameters));
    }

    private static Answer json(Client client, String path, String... rows) {
        return client.post(path, String.join("\n", rows), "Content-Type", "application/x-ndjson");
    }

    private static Answer csv(Client client, String path, String... rows) {
        return client.post(path, String.join("\r\n", rows), "Content-Type", "text/csv; charset=utf-8");
    }

    private static List<Object> statuses(Answer answer) {
        return rows(answer).map(row -> row.get("status")).toList();
    }

    private static Stream<Map<String, Object>> rows(Answer answer) {
        return answer.lines().stream().filter(line -> line.containsKey("row"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> problem(Answer answer, int row) {
        return (Map<String, Object>) answer.lines().get(row - 1).get("problem");
    }

    /** Each violation of a row as {@code "pointer code"}. */
    @SuppressWarnings("unchecked")
    private static List<String> violations(Answer answer, int row) {
        return ((List<Map<String, Object>>) problem(answer, row).get("errors"))
                .stream()
                        .map(error -> error.get("pointer") + " " + error.get("code"))
                        .toList();
    }

    private Answer update(long id) {
        return admin.put(record(type, id), "{\"fieldValues\": {}}");
    }

    @Nested
    class ARow {

        @Test
        void becomes_a_record_as_by_a_request_of_its_own() {
            // when
            var answer = json(
                    admin,
                    importOf(type),
                    "{\"fieldValues\": {\"note\": \"a\"}, \"memberId\": 7, \"externalId\": \"x\"}",
                    "",
                    "{\"fieldValues\": {\"age\": 3}}");

            // then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
            var lines = answer.lines();
            assertThat(lines).hasSize(3);
            assertThat(lines.get(0))
                    .containsEntry("row", 1L)
                    .containsEntry("status", "created")
                    .containsEntry("version", 1L);
            assertThat(update((Long) lines.get(0).get("id")).body())
                    .containsEntry("externalId", "x")
                    .containsEntry("memberId", 7L)
                    .containsEntry("fieldValues", Map.of("note", "a"));
            assertThat(update((Long) lines.get(1).get("id")).fieldValues()).isEqualTo(Map.of("age", 3L));
            assertThat(lines.get(2))
                    .isEqualTo(Map.of(
                            "summary",
                            true,
                            "rows",
                            2L,
                            "created",
                            2L,
                            "updated",
                            0L,
                            "unchanged",
                            0L,
                            "valid",
                            0L,
                            "rejected",
                            0L,
                            "failed",
                            0L,
                            "skipped",
                            0L,
                            "dryRun",
                            false));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"fieldValues\": {\"age\": 151, \"nope\": 1}, \"memberId\": \"7\"}",
                    "{\"fieldValues\": {\"age\": 151, \"nope\": 1}}",
                    "{\"fieldValues\": {}, \"fieldValues\": {}}",
                    "{\"fieldValues\": {}} {}",
                    "{\"fieldValues\": {}",
                    "[]",
                    "{}",
                    "{\"fieldValues\": {}, \"externalId\": \"taken\"}"
                })
        void is_refused_as_a_request_of_its_own_would_be_and_stops_no_other(String row) {
            // given
            admin.create(type, "{}", "\"externalId\": \"taken\"");
            var alone = new HashMap<>(admin.post(records(type), row).body());
            alone.remove("instance");
            alone.computeIfPresent("detail", (_, detail) -> detail.toString().replace("The body:", "The row:"));

            // when
            var answer = json(admin, importOf(type), "{\"fieldValues\": {}}", row, "{\"fieldValues\": {}}");

            // then
            assertThat(statuses(answer)).containsExactly("created", "rejected", "created");
            assertThat(problem(answer, 2)).isEqualTo(alone);
            assertThat(answer.lines().getLast()).containsEntry("rows", 3L).containsEntry("rejected", 1L);
        }

        @Test
        void is_permitted_by_itself() {
            // given
            var member = admin.as(7L, "");

            // when
            var answer = json(
                    member,
                    importOf(type),
                    "{\"fieldValues\": {}}",
                    "{\"fieldValues\": {}, \"memberId\": 8}",
                    "{\"fieldValues\": {}, \"memberId\": 7}");

            // then
            assertThat(statuses(answer)).containsExactly("created", "rejected", "created");
            assertThat(problem(answer, 2)).containsEntry("status", 403L);
        }

        @Test
        void may_be_as_large_as_a_body_and_all_together_larger() {
            // given
            long notes = admin.define("[{\"name\": \"Note\", \"fieldType\": \"long_text\"}]");
            var note = "{\"fieldValues\": {\"note\": \"" + "x".repeat(90_000) + "\"}}";
            var tooLarge = "{\"fieldValues\": {\"note\": \"" + "x".repeat(1 << 20) + "\"}}";

            // when
            var answer = json(
                    admin,
                    importOf(notes),
                    Stream.concat(IntStream.range(0, 15).mapToObj(_ -> note), Stream.of(tooLarge, note))
                            .toArray(String[]::new));

            // then
            assertThat(answer.lines().getLast()).containsEntry("created", 16L).containsEntry("rejected", 1L);
            assertThat(problem(answer, 16)).containsEntry("status", 413L);
        }

        @Test
        void is_answered_in_its_place_among_many() {
            // when
            var answer = json(
                    admin,
                    importOf(type),
                    IntStream.range(0, 1_000)
                            .mapToObj(i -> "{\"fieldValues\": {\"age\": " + (i % 200) + "}}")
                            .toArray(String[]::new));

            // then
            assertThat(rows(answer).map(row -> row.get("row")))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 1_000)
                            .mapToObj(Long::valueOf)
                            .collect(Collectors.toList()));
            assertThat(statuses(answer).indexOf("rejected")).isEqualTo(151);
            assertThat(answer.lines().getLast()).containsEntry("created", 755L).containsEntry("rejected", 245L);
        }
    }

    @Nested
    class AnUpsert {

        private static final String CODED = """
                [{"name": "Code", "fieldType": "text", "required": true, "isExternalId": true},
                 {"name": "Note", "fieldType": "text"}]""";

        @Test
        void creates_updates_or_leaves_as_it_is() {
            // given
            long old = admin.create(type, "{\"note\": \"a\"}", "\"externalId\": \"old\"");

            // when
            var answer = json(
                    admin,
                    importOf(type, "mode=upsert"),
                    "{\"fieldValues\": {\"note\": \"b\"}, \"externalId\": \"old\"}",
                    "{\"fieldValues\": {\"note\": \"b\"}, \"externalId\": \"old\"}",
                    "{\"fieldValues\": {\"note\": \"b\"}, \"externalId\": \"new\"}",
                    "{\"fieldValues\": {}, \"externalId\": \"old\", \"memberId\": 9}",
                    "{\"fieldValues\": {\"note\": \"b\"}}",
                    "{\"fieldValues\": {}, \"externalId\": \"\"}");

            // then
            assertThat(statuses(answer))
                    .containsExactly("updated", "unchanged", "created", "rejected", "rejected", "rejected");
            assertThat(answer.lines().get(1)).containsEntry("id", old).containsEntry("version", 2L);
            assertThat(problem(answer, 4)).containsEntry("status", 409L);
            assertThat(violations(answer, 5)).containsExactly("/externalId required");
            assertThat(violations(answer, 6)).containsExactly("/externalId minLength");
        }

        @Test
        void finds_the_record_by_the_field_for_it() {
            // given
            long coded = admin.define(CODED);

            // when
            var answer = json(
                    admin,
                    importOf(coded, "mode=upsert"),
                    "{\"fieldValues\": {\"code\": \"c1\"}}",
                    "{\"fieldValues\": {\"code\": \"c1\", \"note\": \"n\"}}",
                    "{\"fieldValues\": {\"note\": \"m\"}, \"externalId\": \"c1\"}",
                    "{\"fieldValues\": {\"code\": \"c2\"}, \"externalId\": \"c3\"}",
                    "{\"fieldValues\": {}}");

            // then
            assertThat(statuses(answer)).containsExactly("created", "updated", "updated", "rejected", "rejected");
            assertThat(violations(answer, 4)).containsExactly("/fieldValues/code mismatch");
            assertThat(violations(answer, 5)).containsExactly("/fieldValues/code required");
        }

        @Test
        void does_not_overtake_another_of_the_same_external_id() {
            // given
            var rows = new ArrayList<String>();
            for (int age = 0; age <= 100; age++) {
                for (var name : List.of("x", "y", "z")) {
                    rows.add("{\"fieldValues\": {\"age\": " + age + "}, \"externalId\": \"" + name + "\"}");
                }
            }

            // when
            var answer = json(admin, importOf(type, "mode=upsert"), rows.toArray(String[]::new));

            // then
            assertThat(answer.lines().getLast()).containsEntry("created", 3L).containsEntry("updated", 300L);
            assertThat(rows(answer)
                            .skip(300)
                            .map(row -> update((Long) row.get("id")).fieldValues()))
                    .hasSize(3)
                    .allMatch(Map.of("age", 100L)::equals);
        }
    }

    @Nested
    class ADryRun {

        @Test
        void judges_rows_and_writes_nothing() {
            // given
            long old = admin.create(type, "{}", "\"externalId\": \"old\"");
            var row = "{\"fieldValues\": {}, \"externalId\": \"new\"}";
            var taken = "{\"fieldValues\": {}, \"externalId\": \"old\"}";
            var wrong = "{\"fieldValues\": {\"age\": 151}, \"externalId\": \"other\"}";

            // when
            var creates = json(admin, importOf(type, "dryRun=true"), row, row, taken, wrong, "{");
            var upserts = json(
                    admin,
                    importOf(type, "mode=upsert", "dryRun=true"),
                    row,
                    taken,
                    wrong,
                    "{\"fieldValues\": {\"age\": 151}, \"externalId\": \"old\"}",
                    "{\"fieldValues\": {}, \"externalId\": \"old\", \"memberId\": 9}");

            // then
            assertThat(statuses(creates)).containsExactly("valid", "valid", "rejected", "rejected", "rejected");
            assertThat(creates.lines().getLast()).containsEntry("valid", 2L).containsEntry("dryRun", true);
            assertThat(statuses(upserts)).containsExactly("valid", "valid", "rejected", "rejected", "rejected");
            assertThat(problem(upserts, 5)).containsEntry("status", 409L);
            assertThat(update(old).version()).isEqualTo(1);
            assertThat(json(admin, importOf(type), row).lines().getFirst()).containsEntry("status", "created");
        }

        @Test
        void knows_who_has_the_one_record_allowed() {
            // given
            long sole = admin.define("[]", "\"isCollection\": false");
            admin.create(sole, "{}", "\"memberId\": 7");

            // when
            var answer = json(
                    admin,
                    importOf(sole, "dryRun=true"),
                    "{\"fieldValues\": {}, \"memberId\": 7}",
                    "{\"fieldValues\": {}, \"memberId\": 8}");

            // then
            assertThat(statuses(answer)).containsExactly("rejected", "valid");
        }
    }

    @Nested
    class Csv {

        private static final String EVERY_KIND = """
                [{"name": "Text", "fieldType": "text"}, {"name": "Whole", "fieldType": "integer"},
                 {"name": "Exact", "fieldType": "number"}, {"name": "Flag", "fieldType": "boolean"},
                 {"name": "Day", "fieldType": "date"}, {"name": "Any", "fieldType": "json"},
                 {"name": "Some", "fieldType": "multi_select", "options": ["a", "b"]},
                 {"name": "Secret", "fieldType": "text", "isAdminOnly": true}]""";

        private long kinds;

        @BeforeEach
        void define() {
            kinds = admin.define(EVERY_KIND);
        }

        @Test
        void cells_are_read_by_the_types_of_their_fields() {
            // when
            var answer = csv(
                    admin,
                    importOf(kinds),
                    "\uFEFFexternalId,memberId,assignmentTaskId,text,whole,exact,flag,day,any,some",
                    "x,7,8,\"1,\n\"\"2\"\"\",9007199254740993,1.50,true,2024-01-15,\"{\"\"a\"\": 1}\",\"[\"\"b\"\"]\"",
                    ",null,,,,,,,,",
                    "");

            // then
            assertThat(statuses(answer)).containsExactly("created", "created");
            var first = admin.put(record(kinds, (Long) answer.lines().getFirst().get("id")), "{\"fieldValues\": {}}");
            assertThat(first.body())
                    .containsEntry("externalId", "x")
                    .containsEntry("memberId", 7L)
                    .containsEntry("assignmentTaskId", 8L);
            assertThat(first.response().body())
                    .contains("\"text\":\"1,\\n\\\"2\\\"\"", "\"whole\":9007199254740993", "\"exact\":1.5")
                    .contains("\"flag\":true", "\"day\":\"2024-01-15\"", "\"any\":{\"a\":1}", "\"some\":[\"b\"]");
            var second = admin.put(record(kinds, (Long) answer.lines().get(1).get("id")), "{\"fieldValues\": {}}");
            assertThat(second.body()).containsEntry("memberId", null).containsEntry("fieldValues", Map.of());
        }

        @Test
        void nothing_is_coerced() {
            // when
            var answer = csv(
                    admin,
                    importOf(kinds),
                    "memberId,whole,exact,flag,any",
                    ",3.0,,,",
                    ",3x,NaN,TRUE,",
                    ",,,,hello",
                    "x,,,,",
                    ",,,",
                    "\"a\"b,,,,",
                    ",1,1,false,\"\"\"hello\"\"\"");

            // then
            assertThat(violations(answer, 1)).containsExactly("/fieldValues/whole type");
            assertThat(violations(answer, 2))
                    .containsExactly("/fieldValues/whole type", "/fieldValues/exact type", "/fieldValues/flag type");
            assertThat(violations(answer, 3)).containsExactly("/fieldValues/any json");
            assertThat(violations(answer, 4)).containsExactly("/memberId type");
            assertThat(violations(answer, 5)).containsExactly(" csv");
            assertThat(violations(answer, 6)).containsExactly(" csv");
            assertThat(answer.lines().get(6)).containsEntry("status", "created");
        }

        @Test
        void columns_that_a_body_may_not_have_refuse_the_whole() {
            var writer = admin.as(null, "records:write");

            assertThat(csv(admin, importOf(kinds), "text,nope,id,text", "").violations())
                    .containsExactly("nope unknown", "id unknown", "text repeated");
            assertThat(csv(admin, importOf(kinds), "secret").status()).isEqualTo(200);
            assertThat(csv(writer, importOf(kinds), "secret").violations()).containsExactly("secret unknown");
            assertThat(csv(admin, importOf(kinds), "").violations()).containsExactly(" required");
            assertThat(csv(admin, importOf(kinds), "\"text").violations()).containsExactly(" csv");
            assertThat(csv(admin, importOf(kinds), "x".repeat(1 << 21)).status())
                    .isEqualTo(413);
        }
    }

    @Nested
    class TheWhole {

        @Test
        void is_refused_before_any_row_is_looked_at() {
            var row = "{\"fieldValues\": {}}";
            assertThat(json(admin, importOf(type, "mode=replace", "dryRun=maybe", "x=1"), row)
                            .violations())
                    .containsExactly("mode choice", "dryRun type", "x unknown");
            assertThat(json(admin, importOf(999_999_999), row).status()).isEqualTo(404);
            assertThat(json(admin, "/data-types/x/records/import", row).status())
                    .isEqualTo(404);
            assertThat(json(admin.as(null, "records:read"), importOf(type), row).status())
                    .isEqualTo(403);
            assertThat(admin.post(importOf(type), row).body())
                    .containsEntry("status", 415L)
                    .containsEntry("detail", "Send 'Content-Type: application/x-ndjson or text/csv'.");
            assertThat(admin.post(
                                    importOf(type),
                                    row,
                                    "Content-Type",
                                    "application/x-ndjson",
                                    "Accept",
                                    "application/json")
                            .status())
                    .isEqualTo(406);
            admin.post("/data-types/" + type + "/archive", null);
            assertThat(json(admin, importOf(type), row).problem()).isEqualTo("data-type-archived");
            assertThat(csv(admin, importOf(type), "note").problem()).isEqualTo("data-type-archived");
            assertThat(csv(admin, importOf(type), "nope").violations()).containsExactly("nope unknown");
        }

        @Test
        void is_malformed_when_it_breaks_off_and_what_came_may_have_been_done() throws IOException {
            // given
            var row = "{\"fieldValues\": {}, \"externalId\": \"x\"}\n";
            try (var upload = Upload.begin(port, admin, importOf(type), 2 * row.length())) {
                // when
                upload.send(row);
                upload.breakOff();

                // then
                assertThat(upload.answers()).singleElement().asString().contains("/malformed-request\"");
                assertThat(statuses(json(admin, importOf(type), row))).containsExactly("rejected");
            }
        }

        @Test
        void may_be_empty() {
            assertThat(json(admin, importOf(type), "").lines())
                    .singleElement()
                    .satisfies(summary -> assertThat(summary).containsEntry("rows", 0L));
        }

        @Test
        void is_let_pass_where_a_member_may_update_the_own_alone() {
            // given
            long updatable = admin.define(FIELDS, "\"memberAccess\": [\"update\"]");
            admin.create(updatable, "{}", "\"memberId\": 7", "\"externalId\": \"x\"");
            var member = admin.as(7L, "");

            // then
            assertThat(json(member, importOf(updatable), "{}").status()).isEqualTo(403);
            assertThat(statuses(json(
                            member,
                            importOf(updatable, "mode=upsert"),
                            "{\"fieldValues\": {\"age\": 1}, \"externalId\": \"x\"}",
                            "{\"fieldValues\": {\"age\": 1}, \"externalId\": \"y\"}")))
                    .containsExactly("updated", "rejected");
        }
    }
}
