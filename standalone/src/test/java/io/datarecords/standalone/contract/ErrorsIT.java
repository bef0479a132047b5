package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.json;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.SharedService;
import io.datarecords.standalone.StandaloneProcess.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 4, errors: their shape, each status, and which one wins. */
class ErrorsIT {

    private final Client manager = Client.manager();
    private final String type = manager.define(
            "note", field("age", "integer", "rules", object("max", 150)), field("text", "text", "required", true));
    private final String records = type + "/records";
    private final String record =
            manager.createWith(type, object("fieldValues", object("text", "a"), "externalId", "x", "memberId", 8));

    @Test
    void anErrorIsAProblemOfTypeTitleStatusDetailAndInstance() {
        var answer = expect(404, manager.get(records + "/999999"));
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "instance");
        assertThat(answer.at("/instance")).isEqualTo(manager.base() + records + "/999999");
        assertThat(answer.at("/type")).matches("https?://[a-z.]+/problems/[a-z-]+");
    }

    @Test
    void badInputNamesEveryViolationAtOnceWithPointerCodeAndMessage() {
        var answer = expect(400, manager.post(records, set("age", 151, "nosuch", 1)));
        assertThat(answer.violations())
                .containsExactlyInAnyOrder(
                        "/fieldValues/age max", "/fieldValues/text required", "/fieldValues/nosuch unknown");
        assertThat(answer.json().get("errors").values().stream()
                        .filter(error -> error.get("code").asString().equals("max"))
                        .map(error -> error.get("message").asString()))
                .containsExactly("must be at most 150");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "1",
                "null",
                "'x'",
                "{'fieldValues':{'text':'a'}} {}",
                "{'fieldValues':{'text':'a'}}x",
                "{'fieldValues':{'text':'a'},}",
                "{'fieldValues':{'text':NaN}}",
                "{'fieldValues':{'age':01}}",
                "{'fieldValues':{'age':+1}}",
                "{'fieldValues':{'text':'a'} /* comment */}",
                "{fieldValues:{}}",
                "{'fieldValues':{'text':'a\u0001'}}",
                "\ufeff{'fieldValues':{'text':'a'}}x"
            })
    void malformedJsonIs400(String body) {
        expect(400, manager.post(records, json(body)));
        expect(400, manager.put(record, json(body)));
        expect(400, manager.post(type + "/upsert/x", json(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'fieldValues':{'text':'a','text':'b'}}",
                "{'fieldValues':{'text':'a'},'fieldValues':{'text':'a'}}",
                "{'fieldValues':{'text':'a'},'memberId':1,'memberId':1}",
                "{'fieldValues':{'text':'a','te\\u0078t':'b'}}"
            })
    void duplicateKeysAre400(String body) {
        expect(400, manager.post(records, json(body)));
    }

    @Test
    void unknownPropertiesAre400() {
        assertThat(expect(400, manager.post(records, object("fieldValues", object("text", "a"), "extra", 1)))
                        .violations())
                .containsExactly("/extra unknown");
        expect(400, manager.post("/data-types", object("name", "T", "colour", "red")));
        expect(400, manager.put(type, object("colour", "red")));
        expect(400, manager.post("/data-types", object("name", "T", "fields", List.of(field("a", "text", "x", 1)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'fieldValues':[]}",
                "{'fieldValues':null}",
                "{'fieldValues':'x'}",
                "{}",
                "{'fieldValues':{'text':'a'},'memberId':'7'}",
                "{'fieldValues':{'text':'a'},'memberId':7.0}",
                "{'fieldValues':{'text':'a'},'memberId':9007199254740992}",
                "{'fieldValues':{'text':'a'},'memberId':1e999999999}",
                "{'fieldValues':{'text':'a'},'externalId':7}",
                "{'fieldValues':{'text':'a'},'assignmentTaskId':'7'}"
            })
    void wrongTypesAre400(String body) {
        expect(400, manager.post(records, json(body)));
    }

    @Test
    void nulCharactersAre400() {
        expect(400, manager.post(records, json("{'fieldValues':{'text':'a\\u0000'}}")));
        expect(400, manager.post("/data-types", json("{'name':'a\\u0000'}")));
        expect(400, manager.get(records + "?text=a%00"));
        expect(400, manager.get(records + "?search=a%00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch=1", "sortBy=nosuch", "text%5Bnosuch%5D=1"})
    void unknownFilterAndSortFieldsAre400(String query) {
        expect(400, manager.get(records + "?" + query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.0", "-", "1e3", "99999999999999999999", "%20", "0x1", "١"})
    void anIdThatIsNoIntegerIs404(String id) {
        expect(404, manager.get("/data-types/" + Client.encoded(id).replace("%25", "%")));
        expect(404, manager.get(records + "/" + Client.encoded(id).replace("%25", "%")));
    }

    @Test
    void aPathThatIsNoneIs404() {
        expect(404, manager.get("/nothing"));
        expect(404, manager.get(record + "/nothing"));
    }

    @Test
    void aMethodThatIsNotThereIs405() {
        for (var answer : List.of(
                manager.send("PATCH", record, set()),
                manager.post(record, set()),
                manager.delete(records),
                manager.put("/data-types", set()),
                manager.get(type + "/archive"),
                manager.send("PATCH", "/data-types", set()))) {
            assertThat(expect(405, answer).header("Allow")).isNotEmpty();
        }
    }

    @Test
    void anAcceptThatCannotBeMetIs406() {
        expect(406, manager.get(record, "Accept", "text/html"));
        expect(406, manager.get(records, "Accept", "application/xml"));
        expect(406, manager.post(records, set("text", "a"), "Accept", "image/png"));
        for (var accepted : List.of("*/*", "application/json", "application/*", "text/html, */*;q=0.1")) {
            expect(200, manager.get(record, "Accept", accepted));
        }
    }

    @Test
    void aBodyOver1MiBIs413() {
        expect(413, manager.post(records, "\"" + "a".repeat(1 << 20) + "\""));
        expect(413, manager.put(record, "{\"fieldValues\":{\"text\":\"" + "a".repeat(1 << 20) + "\"}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense"})
    void aBodyThatIsNotJsonIs415(String contentType) {
        expect(415, manager.post(records, set("text", "a"), "Content-Type", contentType));
        expect(415, manager.put(record, set("text", "a"), "Content-Type", contentType));
    }

    @Test
    void eachConflictIsItsOwnKindOf409() {
        var sole = manager.defined(object("name", "Sole", "isCollection", false));
        manager.create(sole);
        var archived = manager.define("archived");
        manager.post(archived + "/archive", null);
        assertThat(Stream.of(
                                manager.post(records, object("fieldValues", object("text", "a"), "externalId", "x")),
                                manager.post(sole + "/records", set()),
                                manager.post(archived + "/records", set()),
                                manager.post("/data-types", object("name", "Note")),
                                manager.delete(type))
                        .map(answer -> expect(409, answer).problem()))
                .containsExactly(
                        "external-id-taken",
                        "sole-record-taken",
                        "data-type-archived",
                        "slug-taken",
                        "data-type-not-empty");
    }

    @Test
    void aMismatchIs412() {
        assertThat(expect(412, manager.put(record, set("age", 1), "If-Match", "\"9\""))
                        .problem())
                .isEqualTo("version-mismatch");
    }

    @Test
    void anIdempotencyKeyUsedAgainIs422() {
        manager.post(records, set("text", "a"), "Idempotency-Key", "k");
        assertThat(expect(422, manager.post(records, set("text", "b"), "Idempotency-Key", "k"))
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void noErrorTellsOfTheInside() {
        assertThat(Stream.of(
                        manager.get(records + "/x"),
                        manager.get(records + "?a%5B=1"),
                        manager.post(records, "{"),
                        manager.post(records, set("age", "'; drop table event; --")),
                        manager.get(records + "?sortBy=%27%3B"),
                        manager.post(records, set(), "Content-Type", "nonsense")))
                .allSatisfy(answer -> assertThat(answer.body())
                        .doesNotContain(
                                "Exception", "at io.", "org.springframework", "java.", "SELECT", "select ", "jackson"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data-types/;a=b%",
                "/data-types?%0d%0aX:y=1",
                "/data-types?%C0%80=1",
                "/data-types?%ED%A0%80[gt]=1",
                "/data-types?%E2%80%AE=1",
                "/data-types?%F0%9F%98%80=1"
            })
    void aTargetThatIsOddIsNeverA500(String target) {
        assertProblemOf4xx("GET " + manager.base() + target + " HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: identity", "Expect: nonsense", "Content-Length: x"})
    void aHeaderThatIsOddIsNeverA500(String header) {
        assertProblemOf4xx("GET " + manager.base() + "/data-types HTTP/1.1\r\n" + header);
    }

    private void assertProblemOf4xx(String head) {
        var request = head + "\r\nHost: localhost\r\nAuthorization: Bearer " + manager.token() + "\r\n\r\n";
        try (var wire = new Wire(SharedService.get().port())) {
            var reply = wire.exchange(request.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(reply.status()).as(reply.toString()).isBetween(400, 499);
            assertThat(reply.body()).contains("\"status\":" + reply.status());
        }
    }

    @Nested
    class WhichErrorWins {

        private final Client stranger = manager.as(7L, "");
        private final Client reader = manager.as(7L, "records:read");
        private final Client noToken = manager.with("");

        /** Each fault with what it alone is answered, in the order of the contract. */
        private Answer faulty(Client caller, String path, String body, String... headers) {
            return manager.with(caller.token()).send("PUT", path, body, headers);
        }

        private static final String MALFORMED = "{";
        private static final String BAD_SHAPE = "{\"fieldValues\":{},\"extra\":1}";
        private static final String BAD_VALUE = "{\"fieldValues\":{\"age\":\"x\"}}";
        private static final String GOOD = "{\"fieldValues\":{\"age\":1}}";
        private static final String NO_TYPE = "/data-types/999999/records/1";

        @Test
        void a401BeforeTheWorkspaces403() {
            expect(401, SharedService.get().get("/api/v2/w/" + Client.manager().workspace() + "/data-types", ""));
            expect(401, faulty(noToken, NO_TYPE, MALFORMED, "Content-Type", "text/plain"));
        }

        @Test
        void the403OfTheWorkspaceBeforeTheForm() {
            var elsewhere = "/api/v2/w/" + Client.manager().workspace() + record;
            expect(403, SharedService.get().put(elsewhere, manager.token(), MALFORMED));
            expect(403, SharedService.get().put(elsewhere, manager.token(), "\"" + "a".repeat(1 << 20) + "\""));
        }

        @Test
        void theFormBeforeThe404OfTheType() {
            expect(413, faulty(manager, NO_TYPE, "\"" + "a".repeat(1 << 20) + "\""));
            expect(415, faulty(manager, NO_TYPE, GOOD, "Content-Type", "text/plain"));
            expect(406, faulty(manager, NO_TYPE, GOOD, "Accept", "text/html"));
            expect(400, faulty(manager, NO_TYPE, MALFORMED));
            expect(400, faulty(manager, NO_TYPE, BAD_SHAPE));
            expect(400, faulty(manager, NO_TYPE, GOOD, "If-Match", "1"));
            expect(400, manager.get("/data-types/999999/records?page=0"));
        }

        @Test
        void a413Before415Before406Before400() {
            var large = "x".repeat((1 << 20) + 1);
            expect(413, faulty(manager, record, large, "Content-Type", "text/plain", "Accept", "text/html"));
            expect(415, faulty(manager, record, MALFORMED, "Content-Type", "text/plain", "Accept", "text/html"));
            expect(406, faulty(manager, record, MALFORMED, "Accept", "text/html"));
        }

        @Test
        void the404OfTheTypeBeforeThe403() {
            expect(404, stranger.post("/data-types/999999/records", object("fieldValues", object(), "memberId", 9)));
            expect(404, faulty(reader, NO_TYPE, GOOD));
        }

        @Test
        void the404OfTheRecordBeforeThe403() {
            expect(404, faulty(reader, records + "/999999", GOOD));
            expect(404, faulty(stranger, record, GOOD));
            expect(403, faulty(reader, record, GOOD));
        }

        @Test
        void the404OfTheRecordBeforeThe412AndThe400OfValues() {
            expect(404, faulty(manager, records + "/999999", BAD_VALUE, "If-Match", "\"9\""));
            expect(404, faulty(stranger, record, BAD_VALUE, "If-Match", "\"9\""));
        }

        @Test
        void the403BeforeThe412() {
            expect(403, faulty(reader, record, GOOD, "If-Match", "\"9\""));
            expect(403, reader.delete(record, "If-Match", "\"9\""));
        }

        @Test
        void the403BeforeThe400OfValuesAndThe409() {
            expect(403, faulty(reader, record, BAD_VALUE));
            expect(403, reader.post(records, object("fieldValues", object("age", "x"), "memberId", 8)));
            manager.post(type + "/archive", null);
            expect(403, faulty(reader, record, GOOD));
        }

        @Test
        void the412BeforeThe400OfValues() {
            expect(412, faulty(manager, record, BAD_VALUE, "If-Match", "\"9\""));
            expect(412, manager.post(type + "/upsert/x", BAD_VALUE, "If-None-Match", "*"));
        }

        @Test
        void the412BeforeThe409() {
            manager.post(type + "/archive", null);
            expect(412, faulty(manager, record, GOOD, "If-Match", "\"9\""));
        }

        @Test
        void the400OfValuesBeforeThe409() {
            expect(400, manager.post(records, object("fieldValues", object("age", "x"), "externalId", "x")));
            expect(400, manager.post(type + "/upsert/x", object("fieldValues", object("age", "x"), "memberId", 99)));
            manager.post(type + "/archive", null);
            expect(400, faulty(manager, record, BAD_VALUE));
        }

        @ParameterizedTest(name = "{0} on a type that is not there: {1}")
        @CsvSource({"page=0, 400", "nosuch=1, 404", "sortBy=nosuch, 404"})
        void aQueryOfTheWrongFormIs400BeforeAndOfUnknownFieldsAfterThe404OfTheType(String query, int status) {
            expect(status, manager.get("/data-types/999999/records?" + query));
        }
    }
}
