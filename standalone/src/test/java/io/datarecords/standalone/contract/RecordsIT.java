package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.SharedService;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Section 2, the calls on one record: create, read, update, upsert, delete. */
class RecordsIT {

    private final Client manager = Client.manager();
    private final String type = manager.define(
            "note", field("text", "text"), field("size", "integer"), field("must", "text", "default", "m"));
    private final String records = type + "/records";

    @Nested
    class ACreate {

        @Test
        void answers201WithTheLocationAndTheRecord() {
            var answer = expect(201, manager.post(records, set("text", "a")));
            assertThat(answer.header("Location")).endsWith(records + "/" + answer.id());
            assertThat(manager.get(records + "/" + answer.id()).json()).isEqualTo(answer.json());
        }

        @Test
        void answersARecordOfTheseProperties() {
            var answer = expect(
                    201,
                    manager.post(
                            records,
                            object(
                                    "fieldValues",
                                    object("text", "a"),
                                    "memberId",
                                    7,
                                    "externalId",
                                    "x",
                                    "assignmentTaskId",
                                    3)));
            assertThat(answer.json().propertyNames())
                    .containsExactlyInAnyOrder(
                            "id",
                            "dataTypeId",
                            "memberId",
                            "externalId",
                            "assignmentTaskId",
                            "fieldValues",
                            "version",
                            "createdAt",
                            "updatedAt");
            assertThat(List.of(
                            answer.at("/dataTypeId"),
                            answer.at("/memberId"),
                            answer.at("/externalId"),
                            answer.at("/assignmentTaskId"),
                            answer.at("/version")))
                    .containsExactly(type.replaceFirst(".*/", ""), "7", "x", "3", "1");
        }

        @Test
        void isOfTheCallerWhereNoMemberIsNamed() {
            assertThat(manager.as(7L, "").post(records, set()).at("/memberId")).isEqualTo("7");
        }

        @Test
        void isUnownedForATokenWithoutAMember() {
            assertThat(expect(201, manager.as(null, "records:write").post(records, set()))
                            .at("/memberId"))
                    .isEqualTo("null");
        }

        @Test
        void isUnownedWhereTheMemberIsNull() {
            assertThat(expect(201, manager.post(records, object("fieldValues", object(), "memberId", null)))
                            .at("/memberId"))
                    .isEqualTo("null");
        }

        @Test
        void appliesTheDefaults() {
            assertThat(manager.post(records, set("text", "a")).at("/fieldValues/must"))
                    .isEqualTo("m");
        }
    }

    @Test
    void versionIs1AtCreationAndGrowsByOneWithEachEvent() {
        var record = manager.create(type, "size", 0);
        assertThat(manager.get(record).version()).isEqualTo(1);
        for (int version = 2; version < 5; version++) {
            assertThat(manager.put(record, set("size", version)).version()).isEqualTo(version);
        }
    }

    @Test
    void everyAnswerWithOneRecordCarriesItsVersionAsETag() {
        var created = manager.post(records, object("fieldValues", object("size", 1), "externalId", "x"));
        var record = records + "/" + created.id();
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(manager.get(record).header("ETag")).isEqualTo("\"1\"");
        assertThat(manager.put(record, set("size", 2)).header("ETag")).isEqualTo("\"2\"");
        assertThat(manager.put(records + "?externalId=x", set("size", 3)).header("ETag"))
                .isEqualTo("\"3\"");
        assertThat(manager.post(type + "/upsert/x", set("size", 4)).header("ETag"))
                .isEqualTo("\"4\"");
        assertThat(manager.post(type + "/upsert/y", set("size", 1)).header("ETag"))
                .isEqualTo("\"1\"");
        assertThat(manager.get(record + "?version=2").header("ETag")).isEqualTo("\"2\"");
    }

    @Nested
    class ARead {

        @Test
        void givesTheRecordAsItStoodAtAVersion() {
            var record = manager.create(type, "text", "a");
            var first = manager.get(record).json();
            manager.put(record, set("text", "b"));
            assertThat(expect(200, manager.get(record + "?version=1")).json()).isEqualTo(first);
            assertThat(manager.get(record + "?version=2").json())
                    .isEqualTo(manager.get(record).json());
        }

        @Test
        void givesTheRecordAsItStoodAtAnInstant() {
            var record = manager.create(type, "text", "a");
            var first = manager.get(record);
            manager.put(record, set("text", "b"));
            assertThat(expect(200, manager.get(record + "?asOf=" + first.at("/createdAt")))
                            .json())
                    .isEqualTo(first.json());
            assertThat(manager.get(record + "?asOf=" + manager.get(record).at("/updatedAt"))
                            .at("/fieldValues/text"))
                    .isEqualTo("b");
        }

        @Test
        void is404BeforeItExisted() {
            var record = manager.create(type);
            var before = Instant.parse(manager.get(record).at("/createdAt")).minusMillis(1);
            expect(404, manager.get(record + "?asOf=" + before));
            expect(404, manager.get(record + "?asOf=2001-01-01T00:00:00Z"));
        }

        @Test
        void is304WhereIfNoneMatchNamesItsVersion() {
            var record = manager.create(type);
            assertThat(expect(304, manager.get(record, "If-None-Match", "\"1\""))
                            .body())
                    .isEmpty();
            manager.put(record, set("text", "b"));
            expect(200, manager.get(record, "If-None-Match", "\"1\""));
        }
    }

    @Nested
    class AnUpdate {

        private final String record =
                manager.createWith(type, object("fieldValues", object("text", "a", "size", 1), "externalId", "x"));

        @Test
        void changesOnlyTheFieldsNamed() {
            var answer = expect(200, manager.put(record, set("size", 2)));
            assertThat(answer.at("/fieldValues")).isEqualTo("{\"text\":\"a\",\"size\":2,\"must\":\"m\"}");
            assertThat(manager.get(record).json()).isEqualTo(answer.json());
        }

        @Test
        void clearsAFieldThatIsNotRequiredWithNull() {
            assertThat(expect(200, manager.put(record, set("text", null))).at("/fieldValues"))
                    .isEqualTo("{\"size\":1,\"must\":\"m\"}");
        }

        @Test
        void doesNotClearAFieldThatIsRequired() {
            var strict = manager.define("strict", field("text", "text", "required", true));
            assertThat(expect(400, manager.put(manager.create(strict, "text", "a"), set("text", null)))
                            .violations())
                    .containsExactly("/fieldValues/text required");
        }

        @Test
        void thatChangesNothingIs200WithTheSameVersionAndNoEvent() {
            var before = manager.get(record).json();
            for (var nothing : List.of(set(), set("text", "a"), set("size", 1, "text", "a"))) {
                assertThat(expect(200, manager.put(record, nothing)).json()).isEqualTo(before);
            }
            assertThat(manager.get(record + "/changes").at("/total")).isEqualTo("1");
        }

        @Test
        void findsTheRecordByItsExternalIdToo() {
            var answer = expect(200, manager.put(records + "?externalId=x", set("size", 5)));
            assertThat(answer.json()).isEqualTo(manager.get(record).json());
            assertThat(answer.version()).isEqualTo(2);
            expect(404, manager.put(records + "?externalId=nosuch", set("size", 5)));
        }

        @Test
        void takesNothingButFieldValues() {
            for (var name : List.of("memberId", "externalId", "assignmentTaskId", "id")) {
                expect(400, manager.put(record, object("fieldValues", object(), name, 1)));
            }
        }
    }

    @Nested
    class AnUpsert {

        @Test
        void creates201OrUpdates200Partially() {
            var created = expect(201, manager.post(type + "/upsert/x", set("text", "a", "size", 1)));
            assertThat(created.at("/externalId")).isEqualTo("x");
            assertThat(created.at("/fieldValues/must")).isEqualTo("m");
            assertThat(created.header("Location")).endsWith(records + "/" + created.id());
            var updated = expect(200, manager.post(type + "/upsert/x", set("size", 2)));
            assertThat(updated.id()).isEqualTo(created.id());
            assertThat(updated.at("/fieldValues")).isEqualTo("{\"text\":\"a\",\"size\":2,\"must\":\"m\"}");
            assertThat(updated.json())
                    .isEqualTo(manager.get(records + "/" + created.id()).json());
        }

        @Test
        void thatChangesNothingIs200WithTheSameVersion() {
            manager.post(type + "/upsert/x", set("size", 2));
            assertThat(expect(200, manager.post(type + "/upsert/x", set("size", 2)))
                            .version())
                    .isEqualTo(1);
        }

        @Test
        void takesTheBodyOfACreateWithoutExternalId() {
            var created = expect(
                    201,
                    manager.post(
                            type + "/upsert/x", object("fieldValues", object(), "memberId", 7, "assignmentTaskId", 3)));
            assertThat(created.at("/memberId")).isEqualTo("7");
            assertThat(created.at("/assignmentTaskId")).isEqualTo("3");
            assertThat(manager.as(8L, "").post(type + "/upsert/mine", set()).at("/memberId"))
                    .isEqualTo("8");
            expect(400, manager.post(type + "/upsert/y", object("fieldValues", object(), "externalId", "y")));
        }

        @Test
        void onAnUpdateTakesTheMemberOnlyIfItIsTheRecords() {
            manager.post(type + "/upsert/x", object("fieldValues", object(), "memberId", 7));
            expect(200, manager.post(type + "/upsert/x", object("fieldValues", object("size", 1), "memberId", 7)));
            expect(409, manager.post(type + "/upsert/x", object("fieldValues", object("size", 2), "memberId", 8)));
            expect(409, manager.post(type + "/upsert/x", object("fieldValues", object("size", 2), "memberId", null)));
            assertThat(expect(200, manager.post(type + "/upsert/x", set())).at("/fieldValues/size"))
                    .isEqualTo("1");
        }

        @Test
        void onAnUpdateIgnoresTheAssignmentTask() {
            manager.post(type + "/upsert/x", object("fieldValues", object(), "assignmentTaskId", 3));
            var again =
                    manager.post(type + "/upsert/x", object("fieldValues", object("size", 1), "assignmentTaskId", 4));
            assertThat(expect(200, again).at("/assignmentTaskId")).isEqualTo("3");
        }

        @Test
        void asksForTheRightsOfACreateOrOfAnUpdate() {
            var theirs = manager.post(type + "/upsert/x", object("fieldValues", object(), "memberId", 8));
            var member = manager.as(7L, "");
            expect(201, member.post(type + "/upsert/own", set()));
            expect(200, member.post(type + "/upsert/own", set("size", 1)));
            expect(403, manager.as(7L, "records:read").post(type + "/upsert/x", set("size", 1)));
            var refused = member.post(type + "/upsert/x", set("size", 1));
            assertThat(refused.status()).isIn(403, 404);
            assertThat(manager.get(records + "/" + theirs.id()).version()).isEqualTo(1);
        }
    }

    @Nested
    class ADelete {

        private final String secret = "secret-" + UUID.randomUUID();
        private final String record =
                manager.createWith(type, object("fieldValues", object("text", secret), "externalId", "x"));

        @Test
        void answersWhatItErased() {
            manager.put(record, set("size", 2));
            var answer = expect(200, manager.delete(record));
            assertThat(answer.json().propertyNames())
                    .containsExactlyInAnyOrder("status", "id", "erasedEvents", "deletedAt");
            assertThat(answer.at("/status")).isEqualTo("deleted");
            assertThat(record).endsWith("/" + answer.id());
            assertThat(answer.at("/erasedEvents")).isEqualTo("2");
            assertThat(Instant.parse(answer.at("/deletedAt")))
                    .isBeforeOrEqualTo(Instant.now().plusSeconds(1));
        }

        @Test
        void erasesTheRecordFromTheLogWhenItIsAnswered() {
            manager.put(record, set("size", 2));
            assertThat(logged(secret)).isPositive();
            manager.delete(record);
            assertThat(logged(secret)).isZero();
            assertThat(SharedService.database()
                            .sql("select count(*) from log.snapshot s where s::text like :text")
                            .param("text", "%" + secret + "%")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }

        private static int logged(String text) {
            return SharedService.database()
                    .sql("select count(*) from log.event where payload::text like :text")
                    .param("text", "%" + text + "%")
                    .query(Integer.class)
                    .single();
        }

        @Test
        void isSeenByEveryReadThatBeginsAfterIt() {
            manager.delete(record);
            assertThat(manager.get(records).at("/total")).isEqualTo("0");
            assertThat(manager.get(records + "?externalId=x").at("/total")).isEqualTo("0");
            assertThat(manager.get(type).at("/recordCount")).isEqualTo("0");
            assertThat(manager.get("/data-types/member-record-counts")
                            .json()
                            .get("counts")
                            .values())
                    .extracting(JsonNode::asInt)
                    .containsOnly(0);
        }

        @Test
        void makesEveryCallOnThatId404() {
            manager.put(record, set("size", 2));
            manager.delete(record);
            var past = Instant.now().minusSeconds(1);
            for (var rest : List.of("", "?version=1", "?asOf=" + past, "?asOf=2999-01-01T00:00:00Z", "/changes")) {
                expect(404, manager.get(record + rest));
            }
            expect(404, manager.put(record, set("size", 1)));
            expect(404, manager.put(record, set("size", 1), "If-Match", "\"3\""));
            expect(404, manager.delete(record));
            expect(404, manager.put(records + "?externalId=x", set("size", 1)));
        }

        @Test
        void neverLetsTheIdBeUsedAgain() {
            manager.delete(record);
            var again = expect(201, manager.post(type + "/upsert/x", set("text", "new")));
            assertThat(record).doesNotEndWith("/" + again.id());
            assertThat(again.version()).isEqualTo(1);
            expect(404, manager.get(record));
        }

        @Test
        void leavesOtherRecordsAlone() {
            var other = manager.create(type, "text", "stays");
            manager.delete(record);
            assertThat(manager.get(other).at("/fieldValues/text")).isEqualTo("stays");
            assertThat(manager.get(other + "/changes").at("/total")).isEqualTo("1");
        }
    }

    @Nested
    class MemberRecordCounts {

        private final String typeId = type.replaceFirst(".*/", "");

        @Test
        void areOfTheMemberNamedElseOfTheCaller() {
            manager.createWith(type, object("fieldValues", object(), "memberId", 7));
            manager.createWith(type, object("fieldValues", object(), "memberId", 7));
            manager.createWith(type, object("fieldValues", object(), "memberId", 1));
            assertThat(counted("?member_id=7")).isEqualTo("{\"counts\":{\"" + typeId + "\":2}}");
            assertThat(counted("")).isEqualTo("{\"counts\":{\"" + typeId + "\":1}}");
        }

        @Test
        void includeZeroCounts() {
            assertThat(counted("?member_id=99")).isEqualTo("{\"counts\":{\"" + typeId + "\":0}}");
        }

        @Test
        void includeArchivedTypes() {
            manager.createWith(type, object("fieldValues", object(), "memberId", 7));
            manager.post(type + "/archive", null);
            assertThat(counted("?member_id=7")).isEqualTo("{\"counts\":{\"" + typeId + "\":1}}");
        }

        @Test
        void are400ForACallerWithoutAMemberWhoNamesNone() {
            expect(400, manager.as(null, "datatypes:read").get("/data-types/member-record-counts"));
        }

        private String counted(String query) {
            return expect(200, manager.get("/data-types/member-record-counts" + query))
                    .json()
                    .toString();
        }
    }
}
