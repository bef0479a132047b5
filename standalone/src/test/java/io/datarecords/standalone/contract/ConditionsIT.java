package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.Crowd;
import io.datarecords.standalone.StandaloneProcess.Answer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 2, concurrency, and section 5 on If-Match and If-None-Match. */
class ConditionsIT {

    private final Client manager = Client.manager();
    private final String type = manager.define("note", field("a", "integer"), field("b", "integer"));
    private final String record = manager.createWith(type, object("fieldValues", object("a", 1), "externalId", "x"));

    @Test
    void aPutHonoursIfMatchAndAMismatchIs412AndChangesNothing() {
        expect(412, manager.put(record, set("a", 2), "If-Match", "\"2\""));
        assertThat(manager.get(record).at("/fieldValues/a")).isEqualTo("1");
        assertThat(expect(200, manager.put(record, set("a", 2), "If-Match", "\"1\""))
                        .version())
                .isEqualTo(2);
        expect(412, manager.put(record, set("a", 3), "If-Match", "\"1\""));
    }

    @Test
    void aMismatchIs412AlsoWhereNothingWouldChange() {
        expect(412, manager.put(record, set("a", 1), "If-Match", "\"9\""));
        expect(200, manager.put(record, set("a", 1), "If-Match", "\"1\""));
    }

    @Test
    void aPutByExternalIdHonoursIfMatch() {
        expect(412, manager.put(type + "/records?externalId=x", set("a", 2), "If-Match", "\"2\""));
        expect(200, manager.put(type + "/records?externalId=x", set("a", 2), "If-Match", "\"1\""));
    }

    @Test
    void aDeleteHonoursIfMatch() {
        expect(412, manager.delete(record, "If-Match", "\"2\""));
        expect(200, manager.get(record));
        expect(200, manager.delete(record, "If-Match", "\"1\""));
    }

    @Test
    void withoutIfMatchConcurrentPartialUpdatesAreSerialisedAndNoneIsLost() throws Exception {
        var answers = Crowd.of(20, number -> manager.put(record, set(number % 2 == 0 ? "a" : "b", 100 + number)));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(Answer::version).doesNotHaveDuplicates();
        assertThat(manager.get(record).version()).isEqualTo(21);
    }

    @ParameterizedTest(name = "If-Match: {0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"1\" | 200",
                "\"2\" | 412",
                "* | 200",
                "\"7\", \"1\" | 200",
                "\"7\",\"8\" | 412",
                "\"7\" , W/\"1\", \"1\" | 200",
                "W/\"1\" | 412",
                "\"01\" | 412",
                "\"abc\" | 412",
                "\"\" | 412",
                "\"99999999999999999999\" | 412",
                "1 | 400",
                "\"1 | 400",
                "w/\"1\" | 400",
                "\"1\" \"2\" | 400",
                "*, \"1\" | 400",
                "'1' | 400",
            })
    void ifMatchTakesListsAndTheStarWeakTagsNeverMatchAndMalformedIs400(String header, int status) {
        expect(status, manager.put(record, set("a", 2), "If-Match", header));
        assertThat(manager.get(record).version()).isEqualTo(status == 200 ? 2 : 1);
    }

    @ParameterizedTest(name = "If-None-Match: {0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"1\" | 304",
                "W/\"1\" | 304",
                "* | 304",
                "\"7\", \"1\" | 304",
                "\"7\" | 200",
                "\"7\", \"8\" | 200",
                "1 | 400",
                "\"1 | 400",
            })
    void ifNoneMatchTakesListsAndTheStarAndMalformedIs400(String header, int status) {
        var answer = expect(status, manager.get(record, "If-None-Match", header));
        if (status == 304) {
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        }
    }

    @Test
    void ifMatchStarOnARecordThatIsNotIs404() {
        expect(404, manager.put(type + "/records/999999", set("a", 2), "If-Match", "*"));
        expect(404, manager.delete(type + "/records/999999", "If-Match", "\"1\""));
    }

    @Nested
    class AnUpsert {

        @Test
        void withIfNoneMatchStarOnlyCreates() {
            expect(412, manager.post(type + "/upsert/x", set("a", 2), "If-None-Match", "*"));
            assertThat(manager.get(record).version()).isEqualTo(1);
            expect(201, manager.post(type + "/upsert/y", set("a", 2), "If-None-Match", "*"));
            expect(412, manager.post(type + "/upsert/y", set("a", 2), "If-None-Match", "*"));
        }

        @Test
        void honoursIfMatch() {
            expect(412, manager.post(type + "/upsert/x", set("a", 2), "If-Match", "\"2\""));
            expect(200, manager.post(type + "/upsert/x", set("a", 2), "If-Match", "\"1\""));
            expect(200, manager.post(type + "/upsert/x", set("a", 3), "If-Match", "*"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"1\"", "*"})
        void withIfMatchDoesNotCreate(String header) {
            expect(412, manager.post(type + "/upsert/new", set("a", 2), "If-Match", header));
            assertThat(manager.get(type + "/records?externalId=new").at("/total"))
                    .isEqualTo("0");
        }

        @Test
        void withAMalformedConditionIs400() {
            expect(400, manager.post(type + "/upsert/x", set("a", 2), "If-Match", "1"));
            expect(400, manager.post(type + "/upsert/x", set("a", 2), "If-None-Match", "1"));
        }
    }

    @Nested
    class ADataType {

        @Test
        void honoursIfMatchInAPut() {
            expect(412, manager.put(type, object("name", "New"), "If-Match", "\"7\""));
            assertThat(manager.get(type).at("/name")).isEqualTo("note");
            expect(200, manager.put(type, object("name", "New"), "If-Match", "\"1\""));
            expect(400, manager.put(type, object("name", "Newer"), "If-Match", "1"));
            expect(412, manager.put(type, object("name", "Newer"), "If-Match", "W/\"2\""));
            expect(200, manager.put(type, object("name", "Newer"), "If-Match", "*"));
        }

        @Test
        void honoursIfMatchInADelete() {
            manager.delete(record);
            var tag = manager.get(type).header("ETag");
            expect(412, manager.delete(type, "If-Match", "\"77\""));
            expect(204, manager.delete(type, "If-Match", tag));
        }

        @Test
        void honoursIfNoneMatchInAGet() {
            var empty = manager.define("empty");
            var tag = manager.get(empty).header("ETag");
            expect(304, manager.get(empty, "If-None-Match", tag));
            expect(304, manager.get("/data-types/slug/empty", "If-None-Match", tag));
            expect(200, manager.get(empty, "If-None-Match", "\"77\""));
            expect(400, manager.get(empty, "If-None-Match", "77"));
            manager.put(empty, object("description", "changed"));
            expect(200, manager.get(empty, "If-None-Match", tag));
        }

        @Test
        void isNot304WhereItsRecordCountIsAnother() {
            var tag = manager.get(type).header("ETag");
            manager.create(type);
            assertThat(expect(200, manager.get(type, "If-None-Match", tag)).at("/recordCount"))
                    .isEqualTo("2");
        }
    }

    @Test
    void aRecordIs304OnlyIfItsTypeWasNotRevisedAfterItsUpdatedAt() {
        expect(304, manager.get(record, "If-None-Match", "\"1\""));
        manager.put(type, object("fields", List.of(field("b", "integer"))));
        expect(200, manager.get(record, "If-None-Match", "\"1\""));
        manager.put(record, set("b", 5));
        expect(304, manager.get(record, "If-None-Match", "\"2\""));
    }

    @Test
    void recordAnswersCarryCacheControlAndVary() {
        var answers = List.of(
                manager.get(record),
                manager.get(record, "If-None-Match", "\"1\""),
                manager.put(record, set("a", 5)),
                manager.post(type + "/records", set("a", 5)),
                manager.post(type + "/upsert/z", set("a", 5)));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.header("Cache-Control").replace(" ", "").split(","))
                    .containsExactlyInAnyOrder("private", "no-cache");
            assertThat(String.join(",", answer.response().headers().allValues("Vary")))
                    .contains("Authorization");
        });
    }
}
