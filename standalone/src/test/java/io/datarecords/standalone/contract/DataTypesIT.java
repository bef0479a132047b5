package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess.Answer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3, data types: their shape, slugs, archive, deletion and the history of who changed them. */
class DataTypesIT {

    private static final List<String> RESERVED = List.of(
            "id",
            "page",
            "pageSize",
            "page_size",
            "sortBy",
            "sortOrder",
            "cursor",
            "search",
            "memberId",
            "member_id",
            "externalId",
            "version",
            "asOf",
            "createdAt",
            "updatedAt");

    private final Client manager = Client.manager();

    private Answer define(Object... definition) {
        return manager.post("/data-types", object(definition));
    }

    @Test
    void aDataTypeHasTheseProperties() {
        var answer = expect(
                201,
                define(
                        "name",
                        "Visit",
                        "description",
                        "What happened",
                        "fields",
                        List.of(field("reason", "text")),
                        "grants",
                        List.of(object(
                                "role", "nurse", "actions", List.of("list_all", "create", "update", "delete")))));
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "slug",
                        "description",
                        "isCollection",
                        "archived",
                        "version",
                        "recordCount",
                        "fields",
                        "grants",
                        "memberAccess",
                        "createdAt",
                        "updatedAt");
        assertThat(answer.at("/description")).isEqualTo("What happened");
        assertThat(answer.at("/archived")).isEqualTo("false");
        assertThat(answer.at("/version")).isEqualTo("1");
        assertThat(answer.at("/recordCount")).isEqualTo("0");
        assertThat(answer.at("/grants/0/role")).isEqualTo("nurse");
        assertThat(answer.at("/grants/0/actions")).contains("list_all", "create", "update", "delete");
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(manager.get("/data-types/" + answer.id()).json()).isEqualTo(answer.json());
        assertThat(manager.get("/data-types/" + answer.id()).header("ETag")).isEqualTo("\"1\"");
        assertThat(manager.get("/data-types/slug/visit").json()).isEqualTo(answer.json());
    }

    @Test
    void aFieldHasTheseProperties() {
        var answer = expect(
                201,
                define(
                        "name",
                        "T",
                        "fields",
                        List.of(object("name", "How much", "fieldType", "integer", "default", 3))));
        var field = answer.json().at("/fields/0");
        assertThat(field.propertyNames())
                .containsExactlyInAnyOrder(
                        "name",
                        "slug",
                        "fieldType",
                        "required",
                        "shouldIndex",
                        "isAdminOnly",
                        "isExternalId",
                        "default",
                        "options",
                        "rules");
        assertThat(field.get("slug").asString()).isEqualTo("how_much");
        assertThat(field.get("default").asInt()).isEqualTo(3);
        assertThat(List.of(field.get("required"), field.get("shouldIndex"), field.get("isAdminOnly")))
                .noneMatch(flag -> flag.asBoolean());
    }

    @Test
    void recordCountCountsTheLivingRecords() {
        var type = manager.define("note");
        var record = manager.create(type);
        manager.create(type);
        assertThat(manager.get(type).at("/recordCount")).isEqualTo("2");
        manager.delete(record);
        assertThat(manager.get(type).at("/recordCount")).isEqualTo("1");
    }

    @Nested
    class IsCollection {

        private final String sole = manager.defined(object("name", "Sole", "isCollection", false));

        @Test
        void isTrueByDefault() {
            assertThat(expect(201, define("name", "T")).at("/isCollection")).isEqualTo("true");
            assertThat(manager.get(sole).at("/isCollection")).isEqualTo("false");
        }

        @Test
        void falseMeansAtMostOneRecordPerMember() {
            manager.createWith(sole, object("fieldValues", object(), "memberId", 7));
            assertThat(expect(409, manager.post(sole + "/records", object("fieldValues", object(), "memberId", 7)))
                            .problem())
                    .isEqualTo("sole-record-taken");
            expect(409, manager.post(sole + "/upsert/x", object("fieldValues", object(), "memberId", 7)));
            expect(201, manager.post(sole + "/records", object("fieldValues", object(), "memberId", 8)));
        }

        @Test
        void falseLeavesUnownedRecordsUnlimited() {
            for (int i = 0; i < 3; i++) {
                expect(201, manager.post(sole + "/records", object("fieldValues", object(), "memberId", null)));
            }
        }

        @Test
        void falseLetsAMemberBeginAgainAfterADeletion() {
            var first = manager.createWith(sole, object("fieldValues", object(), "memberId", 7));
            manager.delete(first);
            expect(201, manager.post(sole + "/records", object("fieldValues", object(), "memberId", 7)));
        }
    }

    @Nested
    class Slugs {

        @ParameterizedTest
        @ValueSource(strings = {"A", "1a", "_a", "a-b", "a b", "ä", "", "aB", "a.b"})
        void thatDoNotMatchAreRefused(String slug) {
            expect(400, define("name", "T", "slug", slug));
            expect(400, define("name", "T", "fields", List.of(object("name", "f", "slug", slug, "fieldType", "text"))));
        }

        @Test
        void haveUpTo63Characters() {
            expect(201, define("name", "T", "slug", "a".repeat(63)));
            expect(400, define("name", "T", "slug", "b".repeat(64)));
        }

        @Test
        void ofTypesAreUniqueInTheWorkspace() {
            manager.define("note");
            assertThat(expect(409, define("name", "Other", "slug", "note")).problem())
                    .isEqualTo("slug-taken");
            Client.manager().define("note");
        }

        @Test
        void ofFieldsAreUniqueInTheType() {
            expect(400, define("name", "T", "fields", List.of(field("a", "text"), field("a", "integer"))));
        }

        @Test
        void areMadeFromTheNameWhenAbsent() {
            var answer = expect(
                    201,
                    define(
                            "name",
                            "Blood Pressure",
                            "fields",
                            List.of(object("name", "Systolic", "fieldType", "integer"))));
            assertThat(answer.at("/slug")).isEqualTo("blood_pressure");
            assertThat(answer.at("/fields/0/slug")).isEqualTo("systolic");
        }

        @Test
        void ofFieldsMayNotBeReservedQueryWords() {
            for (var word : RESERVED) {
                expect(
                        400,
                        define("name", "T", "fields", List.of(object("name", "f", "slug", word, "fieldType", "text"))));
            }
        }
    }

    @Nested
    class TheListOfTypes {

        @Test
        void isAnArray() {
            manager.define("one");
            manager.define("two");
            var list = expect(200, manager.get("/data-types")).json();
            assertThat(list.isArray()).isTrue();
            assertThat(list.size()).isEqualTo(2);
            assertThat(list.get(0))
                    .isEqualTo(
                            manager.get("/data-types/" + list.get(0).get("id")).json());
        }

        @Test
        void isFilteredByArchived() {
            manager.define("live");
            manager.post(manager.define("old") + "/archive", null);
            assertThat(slugs("?archived=true")).containsExactly("old");
            assertThat(slugs("?archived=false")).containsExactly("live");
            expect(400, manager.get("/data-types?archived=maybe"));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "'?sortBy=name', 'alpha beta gamma'",
            "'?sortBy=name&sortOrder=desc', 'gamma beta alpha'",
            "'?sortBy=createdAt', 'beta gamma alpha'",
            "'?sortBy=createdAt&sortOrder=desc', 'alpha gamma beta'",
        })
        void isSorted(String query, String slugs) {
            List.of("beta", "gamma", "alpha").forEach(slug -> manager.define(slug));
            assertThat(slugs(query)).containsExactly(slugs.split(" "));
        }

        @ParameterizedTest
        @ValueSource(strings = {"sortBy=nosuch", "sortOrder=up", "nosuch=1", "sortBy=name&sortOrder="})
        void refusesWhatItDoesNotKnow(String query) {
            expect(400, manager.get("/data-types?" + query));
        }

        private List<String> slugs(String query) {
            return expect(200, manager.get("/data-types" + query)).json().values().stream()
                    .map(type -> type.get("slug").asString())
                    .toList();
        }
    }

    @Nested
    class ValidateSlug {

        @ParameterizedTest(name = "{0}: valid {1}, available {2}")
        @CsvSource({"free_slug, true, true", "note, true, false"})
        void saysWhetherASlugIsValidAndAvailable(String slug, String valid, String available) {
            manager.define("note");
            var answer = expect(200, manager.post("/data-types/validate-slug", object("slug", slug)));
            assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("slug", "valid", "available");
            assertThat(List.of(answer.at("/slug"), answer.at("/valid"), answer.at("/available")))
                    .containsExactly(slug, valid, available);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Not Valid", "1a", "", "é"})
        void saysThatASlugIsNotValid(String slug) {
            assertThat(expect(200, manager.post("/data-types/validate-slug", object("slug", slug)))
                            .at("/valid"))
                    .isEqualTo("false");
        }

        @Test
        void takesASlugOnly() {
            expect(400, manager.post("/data-types/validate-slug", object()));
            expect(400, manager.post("/data-types/validate-slug", object("slug", 1)));
        }
    }

    @Nested
    class AnArchivedType {

        private final String type = manager.define("note", field("a", "integer"));
        private final String record =
                manager.createWith(type, object("fieldValues", object("a", 1), "externalId", "x"));

        {
            assertThat(expect(200, manager.post(type + "/archive", null)).at("/archived"))
                    .isEqualTo("true");
        }

        @Test
        void refusesCreatesAndUpdates() {
            for (var answer : List.of(
                    manager.post(type + "/records", set("a", 1)),
                    manager.put(record, set("a", 2)),
                    manager.put(type + "/records?externalId=x", set("a", 2)),
                    manager.post(type + "/upsert/x", set("a", 2)),
                    manager.post(type + "/upsert/y", set("a", 2)))) {
                assertThat(expect(409, answer).problem()).isEqualTo("data-type-archived");
            }
        }

        @Test
        void stillReadsAndLists() {
            assertThat(expect(200, manager.get(record)).at("/fieldValues/a")).isEqualTo("1");
            expect(200, manager.get(record + "/changes"));
            assertThat(manager.get(type + "/records").at("/total")).isEqualTo("1");
            assertThat(expect(200, manager.get(type)).at("/archived")).isEqualTo("true");
        }

        @Test
        void stillCounts() {
            assertThat(manager.get("/data-types/member-record-counts").body()).contains(":1");
            assertThat(manager.get(type).at("/recordCount")).isEqualTo("1");
        }

        @Test
        void stillDeletes() {
            expect(200, manager.delete(record));
        }

        @Test
        void isTakenBackByUnarchive() {
            assertThat(expect(200, manager.post(type + "/unarchive", null)).at("/archived"))
                    .isEqualTo("false");
            expect(200, manager.put(record, set("a", 2)));
        }
    }

    @Test
    void aTypeIsDeletedOnlyWhenItHasNoRecords() {
        var type = manager.define("note");
        var record = manager.create(type);
        assertThat(expect(409, manager.delete(type)).problem()).isEqualTo("data-type-not-empty");
        manager.delete(record);
        expect(204, manager.delete(type));
        expect(404, manager.get(type));
        expect(404, manager.get("/data-types/slug/note"));
        expect(404, manager.get(type + "/records"));
        expect(404, manager.post(type + "/records", set()));
        expect(404, manager.put(type, object("name", "x")));
        expect(404, manager.delete(type));
        assertThat(manager.get("/data-types").body()).isEqualTo("[]");
    }

    @Test
    void theSlugOfADeletedTypeIsFreeAgain() {
        var type = manager.define("note");
        manager.delete(type);
        assertThat(manager.define("note")).isNotEqualTo(type);
    }

    @Nested
    class Changes {

        @Test
        void sayWhoDefinedRevisedAndArchivedItAndWhen() {
            var type = manager.define("note", field("a", "text"), field("b", "text"));
            var other = manager.as(9L, "datatypes:admin");
            other.put(
                    type,
                    object(
                            "fields",
                            List.of(field("a", "text", "required", true), field("c", "integer")),
                            "grants",
                            List.of(object("role", "nurse", "actions", List.of("list_all")))));
            manager.post(type + "/archive", null);
            var changes = expect(200, manager.get(type + "/changes"));
            assertThat(changes.at("/total")).isEqualTo("3");
            assertThat(changes.items("/version")).containsExactly("3", "2", "1");
            assertThat(changes.items("/changedBy/memberId")).containsExactly("1", "9", "1");
            assertThat(changes.items("/changedBy/subject")).containsExactly("member-1", "member-9", "member-1");
            assertThat(changes.items("/changedAt")).allMatch(at -> at.endsWith("Z"));
            assertThat(changes.items("/type").get(2)).isEqualTo("defined");
            assertThat(changes.items("/type").get(1)).isEqualTo("revised");
            assertThat(changes.items("/type").get(0)).isEqualTo("archived");
        }

        @Test
        void sayWhichFieldsAndGrantsWereRevised() {
            var type = manager.define("note", field("kept", "text"), field("dropped", "text"));
            manager.put(
                    type,
                    object(
                            "fields",
                            List.of(field("kept", "text"), field("added", "integer")),
                            "grants",
                            List.of(object("role", "nurse", "actions", List.of("list_all")))));
            var revised = manager.get(type + "/changes").json().at("/items/0").toString();
            assertThat(revised)
                    .contains("dropped", "added", "nurse", "list_all")
                    .doesNotContain("kept");
        }

        @Test
        void areForDatatypesAdmin() {
            var type = manager.define("note");
            expect(403, manager.as(9L, "datatypes:write").get(type + "/changes"));
            expect(200, manager.as(9L, "datatypes:admin").get(type + "/changes"));
            expect(404, manager.get("/data-types/999999/changes"));
        }
    }
}
