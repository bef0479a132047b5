package io.datarecords.query.history;

import static io.datarecords.query.Workspace.adminOnly;
import static io.datarecords.query.Workspace.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.query.Answer;
import io.datarecords.query.QuerySideTest;
import io.datarecords.query.Workspace;
import io.datarecords.query.export.DuckDb;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EventExportTest extends QuerySideTest {

    private long type;
    private long record;
    private long deleted;

    @BeforeEach
    void aTypeWithAPastBesideAnother() {
        type = workspace.define("visit", field("note"), adminOnly("secret"));
        long other = workspace.define("other");
        record = workspace.createExternal(type, MEMBER, "x/1", "note", "one", "secret", new BigDecimal("1.50"));
        workspace.create(other, MEMBER);
        deleted = workspace.create(type, OTHER_MEMBER, "note", "erased");
        workspace.update(record, "note", null);
        workspace.update(deleted, "note", "erased, too");
        workspace.delete(deleted);
        workspace.revise(type, field("note"));
    }

    private Answer export(String query, String... headers) {
        return get(admin(), "/data-types/" + type + "/history" + query, headers);
    }

    private static List<String> types(Answer answer) {
        return answer.lines().stream()
                .map(line -> line.get("type").stringValue())
                .toList();
    }

    private static List<Long> positions(Answer answer) {
        return answer.lines().stream()
                .map(line -> line.get("position").longValue())
                .toList();
    }

    private static String at(Answer answer, int line) {
        return answer.lines().get(line).get("at").stringValue();
    }

    @Nested
    class Lines {

        @Test
        void areWhatHappenedToTheTypeAndItsRecordsInTheOrderOfTheLog() {
            // when
            var answer = export("");

            // then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
            assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"visit-history.ndjson\"");
            assertThat(types(answer))
                    .containsExactly(
                            "DataTypeDefined", "RecordCreated", "FieldsUpdated", "RecordDeleted", "DataTypeRevised");
            assertThat(positions(answer)).isSorted();
        }

        @Test
        void sayWhatKafkaSays() {
            // when
            var created = export("").lines().get(1);

            // then
            assertThat(created.propertyNames())
                    .containsExactly(
                            "id",
                            "type",
                            "position",
                            "version",
                            "workspace",
                            "dataTypeId",
                            "dataTypeSlug",
                            "by",
                            "at",
                            "recordId",
                            "memberId",
                            "externalId",
                            "assignmentTaskId",
                            "dataTypeVersion",
                            "fieldValues");
            assertThat(created.get("recordId").longValue()).isEqualTo(record);
            assertThat(created.get("dataTypeSlug").stringValue()).isEqualTo("visit");
            assertThat(created.get("fieldValues")).hasToString("{\"note\":\"one\",\"secret\":1.50}");
            assertThat(export("").lines().get(2).get("changes")).hasToString("{\"note\":null}");
        }

        @Test
        void ofADeletedRecordAreItsDeletionAlone() {
            var ofDeleted = export("").lines().stream()
                    .filter(line -> line.path("recordId").asLong(0) == deleted)
                    .toList();

            assertThat(ofDeleted).singleElement().satisfies(line -> {
                assertThat(line.get("type").stringValue()).isEqualTo("RecordDeleted");
                assertThat(line.get("version").longValue()).isEqualTo(3);
            });
            assertThat(export("").text()).doesNotContain("erased");
        }

        @Test
        void areSoManyAsThereAre() {
            workspace.createMany(1_100, type, null);

            assertThat(export("?types=RecordCreated").lines()).hasSize(1_101);
        }

        @Test
        void remainOfATypeThatIsDeleted() {
            workspace.delete(record);
            workspace.deleteType(type);

            assertThat(types(export("")))
                    .containsExactly(
                            "DataTypeDefined", "RecordDeleted", "DataTypeRevised", "RecordDeleted", "DataTypeDeleted");
        }
    }

    @Nested
    class Parquet {

        @TempDir
        private Path directory;

        @Test
        void hasARowForEachEvent() throws Exception {
            // given
            var path = "/data-types/" + type + "/history";
            var lines = export("").lines();

            // when
            try (var duckDb = new DuckDb()) {
                duckDb.open(directory, "history.parquet", download(admin(), path, "application/vnd.apache.parquet"));

                // then
                assertThat(duckDb.rows("select column_name, column_type from (describe history)"))
                        .containsExactly(
                                "position|BIGINT",
                                "id|VARCHAR",
                                "type|VARCHAR",
                                "at|TIMESTAMP WITH TIME ZONE",
                                "dataTypeId|BIGINT",
                                "recordId|BIGINT",
                                "version|BIGINT",
                                "memberId|BIGINT",
                                "byMemberId|BIGINT",
                                "bySubject|VARCHAR",
                                "externalId|VARCHAR",
                                "dataTypeVersion|BIGINT",
                                "data|JSON");
                assertThat(duckDb.rows("select position, id, type from history"))
                        .containsExactlyElementsOf(lines.stream()
                                .map(line -> line.get("position") + "|"
                                        + line.get("id").stringValue() + "|"
                                        + line.get("type").stringValue())
                                .toList());
                assertThat(duckDb.rows("select recordId, version, memberId, byMemberId, bySubject, externalId,"
                                + " dataTypeVersion, data from history where recordId is not null"))
                        .containsExactly(
                                record + "|1|101|1|nina|x/1|1|{\"note\":\"one\",\"secret\":1.50}",
                                record + "|2|101|1|nina|null|1|{\"note\":null}",
                                deleted + "|3|102|1|nina|null|null|null");
                assertThat(duckDb.rows(
                                "select data ->> '$.fields[0].slug' from history where type = 'DataTypeRevised'"))
                        .containsExactly("note");
                assertThat(duckDb.rows("select \"at\" = '"
                                + lines.get(2).get("at").stringValue() + "' from history where type = 'FieldsUpdated'"))
                        .containsExactly("true");
            }
        }
    }

    @Nested
    class Part {

        @Test
        void isWhatTypesNames() {
            assertThat(types(export("?types=RecordDeleted"))).containsExactly("RecordDeleted");
            assertThat(types(export("?types=RecordDeleted,FieldsUpdated&types=DataTypeRevised")))
                    .containsExactly("FieldsUpdated", "RecordDeleted", "DataTypeRevised");
            assertThat(export("?types=DataTypeArchived").text()).isEmpty();
        }

        @Test
        void liesBetweenTwoPositions() {
            var all = positions(export(""));

            assertThat(positions(export("?after=" + all.get(1)))).isEqualTo(all.subList(2, 5));
            assertThat(positions(export("?upTo=" + all.get(1)))).isEqualTo(all.subList(0, 2));
            assertThat(positions(export("?after=" + all.get(0) + "&upTo=" + all.get(2))))
                    .isEqualTo(all.subList(1, 3));
            assertThat(export("?after=" + all.get(4)).text()).isEmpty();
        }

        @Test
        void liesBetweenTwoTimes() {
            // given
            var whole = export("");
            var all = positions(whole);

            // then
            assertThat(positions(export("?from=" + at(whole, 2)))).endsWith(all.get(2), all.get(3), all.get(4));
            assertThat(positions(export("?to=" + at(whole, 2))))
                    .startsWith(all.get(0))
                    .doesNotContain(all.get(2));
            assertThat(positions(export("?from=1970-01-01T00:00:00Z&to=2999-01-01T00:00:00Z")))
                    .isEqualTo(all);
            assertThat(export("?from=2999-01-01T00:00:00Z").text()).isEmpty();
            assertThat(export("?to=1970-01-01T00:00:00Z").text()).isEmpty();
        }

        @Test
        void andTheRestAreTheWhole() {
            var whole = export("").text();
            var first = whole.lines().limit(2).map(line -> line + "\n").reduce("", String::concat);

            assertThat(first + export("?after=" + positions(export("")).get(1)).text())
                    .isEqualTo(whole);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "types=RecordEaten",
                    "types=",
                    "types=RecordDeleted,",
                    "from=yesterday",
                    "to=2024-01-15",
                    "after=-1",
                    "upTo=x",
                    "after=1&after=2",
                    "page=1"
                })
        void thatIsMalformedIs400(String query) {
            assertThat(export("?" + query).problem()).isEqualTo("invalid");
        }
    }

    @Nested
    class Permission {

        @Test
        void isRecordsAdmin() {
            var path = "/data-types/" + type + "/history";

            assertThat(get(reader(), path).status()).isEqualTo(403);
            assertThat(get(nobody("records:write datatypes:admin", "nurse"), path)
                            .problem())
                    .isEqualTo("forbidden");
            assertThat(get(member(), path).status()).isEqualTo(403);
            assertThat(get(null, path).status()).isEqualTo(401);
        }

        @Test
        void isForTheOwnWorkspaceAlone() {
            var elsewhere = new Workspace(log);
            long others = elsewhere.define("visit");

            assertThat(get(admin(), "/data-types/" + others + "/history").problem())
                    .isEqualTo("data-type-not-found");
            assertThat(get(admin(), "/data-types/x/history").problem()).isEqualTo("data-type-not-found");
        }
    }

    @Test
    void inNoFormatThatThereIsIs406() {
        var answer = export("", "Accept", "application/json");

        assertThat(answer.problem()).isEqualTo("not-acceptable");
        assertThat(answer.body().get("detail").stringValue())
                .contains("application/x-ndjson or application/vnd.apache.parquet");
    }

    @Nested
    class Deletions {

        private Answer deletions(String query) {
            return get(admin(), "/data-types/" + type + "/deletions" + query);
        }

        @Test
        void areToldWithoutAnyValue() {
            // when
            var answer = deletions("");

            // then
            assertThat(answer.body().propertyNames()).containsExactly("items", "total", "page", "pageSize");
            JsonNode item = answer.body().get("items").get(0);
            assertThat(item.propertyNames())
                    .containsExactly("id", "deletedAt", "deletedBy", "memberId", "erasedEvents");
            assertThat(item.get("id").longValue()).isEqualTo(deleted);
            assertThat(item.get("deletedBy")).hasToString("{\"memberId\":1,\"subject\":\"nina\"}");
            assertThat(item.get("memberId").longValue()).isEqualTo(OTHER_MEMBER);
            assertThat(item.get("erasedEvents").longValue()).isEqualTo(2);
            assertThat(answer.body().get("total").longValue()).isEqualTo(1);
        }

        @Test
        void comeNewestFirstAndInPages() {
            workspace.delete(record);

            assertThat(deletions("").ids()).containsExactly(record, deleted);
            assertThat(deletions("?sortOrder=asc").ids()).containsExactly(deleted, record);
            assertThat(deletions("?pageSize=1&page=2").ids()).containsExactly(deleted);
            assertThat(deletions("?pageSize=1&page=2").body().get("total").longValue())
                    .isEqualTo(2);
        }

        @Test
        void areForAdministratorsOfRecords() {
            var path = "/data-types/" + type + "/deletions";

            assertThat(get(reader(), path).problem()).isEqualTo("forbidden");
            assertThat(get(admin(), "/data-types/999999999/deletions").problem())
                    .isEqualTo("data-type-not-found");
            assertThat(deletions("?sortOrder=up").status()).isEqualTo(400);
            assertThat(deletions("?pageSize=1001").status()).isEqualTo(400);
        }
    }
}
