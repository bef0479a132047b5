package io.datarecords.query.record;

import static io.datarecords.query.Workspace.adminOnly;
import static io.datarecords.query.Workspace.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.eventlog.TestLog;
import io.datarecords.query.Answer;
import io.datarecords.query.QuerySideTest;
import io.datarecords.query.export.DuckDb;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordExportTest extends QuerySideTest {

    private long type;
    private long own;
    private long unowned;

    @BeforeEach
    void aType() {
        type = workspace.define(
                "visit",
                field("note"),
                TestLog.field("weight", "number"),
                TestLog.field("tags", "multi_select"),
                TestLog.field("extra", "json"),
                adminOnly("secret"));
        own = workspace.createExternal(
                type,
                MEMBER,
                "x,1",
                "note",
                "says \"hi\",\nand goes",
                "weight",
                new BigDecimal("71.50"),
                "tags",
                List.of("a", "b"),
                "extra",
                Map.of("k", List.of(1)),
                "secret",
                "s");
        unowned = workspace.create(type, null, "note", "", "extra", "text");
    }

    private Answer export(String token, String query, String... headers) {
        return get(token, "/data-types/" + type + "/records/export" + query, headers);
    }

    private Answer lines(String token, String query) {
        return export(token, query, "Accept", "application/x-ndjson");
    }

    private static List<Long> ids(Answer answer) {
        return answer.lines().stream().map(line -> line.get("id").longValue()).toList();
    }

    @Nested
    class Csv {

        @Test
        void hasAColumnForEachField() {
            // when
            var answer = export(admin(), "");

            // then
            var record = get(admin(), "/data-types/" + type + "/records/" + own).body();
            assertThat(answer.header("Content-Type")).startsWith("text/csv");
            assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"visit.csv\"");
            assertThat(answer.text().split("\r\n"))
                    .satisfiesExactly(
                            header -> assertThat(header)
                                    .isEqualTo("id,memberId,externalId,assignmentTaskId,version,createdAt,updatedAt,"
                                            + "note,weight,tags,extra,secret"),
                            first -> assertThat(first)
                                    .isEqualTo(own + ",101,\"x,1\",,1,"
                                            + record.get("createdAt").stringValue() + ","
                                            + record.get("updatedAt").stringValue()
                                            + ",\"says \"\"hi\"\",\nand goes\",71.50,\"[\"\"a\"\",\"\"b\"\"]\","
                                            + "\"{\"\"k\"\":[1]}\",s"),
                            second -> assertThat(second)
                                    .startsWith(unowned + ",,,,1,")
                                    .endsWith("Z,\"\",,,\"\"\"text\"\"\","));
        }

        @Test
        void hasNoColumnThatTheCallerMayNotSee() {
            assertThat(export(reader(), "").text()).doesNotContain("secret").doesNotContain(",s\r\n");
        }
    }

    @Nested
    class Lines {

        @Test
        void areTheRecordsAsTheyAreRead() {
            // when
            var answer = lines(reader(), "");

            // then
            assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
            assertThat(answer.text())
                    .isEqualTo(get(reader(), "/data-types/" + type + "/records/" + own)
                                    .text() + "\n"
                            + get(reader(), "/data-types/" + type + "/records/" + unowned)
                                    .text() + "\n");
        }

        @Test
        void areAllOnesInTheOrderOfTheirIds() {
            var first = LongStream.of(own, unowned).boxed().toList();
            var more = workspace.createMany(2_100, type, null, "note", "more");

            assertThat(ids(lines(reader(), "?note=more"))).isEqualTo(more);
            assertThat(ids(lines(reader(), "")))
                    .startsWith(first.toArray(Long[]::new))
                    .hasSize(2_102);
        }
    }

    @Nested
    class Parquet {

        @TempDir
        private Path directory;

        private final List<FieldDefinition> fields = List.of(
                number("price", Map.of("min", 0, "max", new BigDecimal("99999.99"), "scale", 2)),
                number("dose", Map.of("scale", 2)),
                TestLog.field("pulse", "integer"),
                TestLog.field("smokes", "boolean"),
                TestLog.field("born", "date"),
                TestLog.field("taken", "time"),
                TestLog.field("seen", "datetime"),
                TestLog.field("triage", "select"),
                TestLog.field("symptoms", "multi_select"),
                TestLog.field("referral", "record"),
                TestLog.field("extra", "json"));

        private static FieldDefinition number(String slug, Map<String, Object> rules) {
            return new FieldDefinition(slug, slug, "number", false, false, false, false, null, List.of(), rules, 1);
        }

        private DuckDb opened() throws Exception {
            var duckDb = new DuckDb();
            var path = "/data-types/" + type + "/records/export";
            duckDb.open(directory, "lab.parquet", download(admin(), path, "application/vnd.apache.parquet"));
            return duckDb;
        }

        @Test
        void hasATypedColumnForEachField() throws Exception {
            // given
            type = workspace.define("lab", fields.toArray(FieldDefinition[]::new));
            long record = workspace.createExternal(
                    type,
                    MEMBER,
                    "L-1",
                    "price",
                    new BigDecimal("12.5"),
                    "dose",
                    new BigDecimal("0.25"),
                    "pulse",
                    72L,
                    "smokes",
                    true,
                    "born",
                    "1980-02-29",
                    "taken",
                    "08:15",
                    "seen",
                    "2026-11-23T16:45:29.5Z",
                    "triage",
                    "urgent",
                    "symptoms",
                    List.of("cough", "fever"),
                    "referral",
                    own,
                    "extra",
                    Map.of("k", 1L));
            workspace.create(type, null);

            // then
            try (var duckDb = opened()) {
                assertThat(duckDb.rows("select column_name, column_type from (describe lab)"))
                        .containsExactly(
                                "id|BIGINT",
                                "memberId|BIGINT",
                                "externalId|VARCHAR",
                                "assignmentTaskId|BIGINT",
                                "version|BIGINT",
                                "createdAt|TIMESTAMP WITH TIME ZONE",
                                "updatedAt|TIMESTAMP WITH TIME ZONE",
                                "price|DECIMAL(38,2)",
                                "dose|DOUBLE",
                                "pulse|BIGINT",
                                "smokes|BOOLEAN",
                                "born|DATE",
                                "taken|TIME",
                                "seen|TIMESTAMP WITH TIME ZONE",
                                "triage|VARCHAR",
                                "symptoms|VARCHAR[]",
                                "referral|BIGINT",
                                "extra|JSON");
                assertThat(duckDb.rows("select * exclude (createdAt, updatedAt, seen) from lab where memberId = 101"))
                        .containsExactly(record + "|101|L-1|null|1|12.50|0.25|72|true|1980-02-29|08:15|urgent|"
                                + "[cough, fever]|" + own + "|{\"k\":1}");
                assertThat(duckDb.rows("select count(*), count(price), max(seen) = '2026-11-23 16:45:29.5Z' from lab"))
                        .containsExactly("2|1|true");
                var createdAt = get(admin(), "/data-types/" + type + "/records/" + record)
                        .body()
                        .get("createdAt")
                        .stringValue();
                assertThat(duckDb.rows("select createdAt = '" + createdAt + "' from lab where id = " + record))
                        .containsExactly("true");
            }
        }

        @Test
        void takesNumbersThatAnOlderRuleLetIn() throws Exception {
            // given
            type = workspace.define("lab", number("price", Map.of("min", 0, "max", 1_000, "scale", 3)));
            workspace.create(type, null, "price", new BigDecimal("999.125"));

            // when
            workspace.revise(type, number("price", Map.of("min", 0, "max", 10, "scale", 1)));

            // then
            try (var duckDb = opened()) {
                assertThat(duckDb.rows("select price, typeof(price) from lab"))
                        .containsExactly("999.125|DECIMAL(38,3)");
            }
        }
    }

    @Nested
    class Selection {

        @Test
        void isTheListsOwn() {
            assertThat(ids(lines(
                            reader(),
                            "?memberId[exists]=false".replace("[", "%5B").replace("]", "%5D"))))
                    .containsExactly(unowned);
            assertThat(ids(lines(reader(), "?search=goes"))).containsExactly(own);
            assertThat(lines(reader(), "?note=nothing").text()).isEmpty();
        }

        @Test
        void isWhatTheCallerMaySee() {
            assertThat(ids(lines(member(), ""))).containsExactly(own);
            assertThat(ids(lines(nobody("", "nurse"), ""))).containsExactly(own, unowned);
            assertThat(lines(nobody(""), "").text()).isEmpty();
            assertThat(export(null, "").status()).isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"sortBy=id", "page=1", "cursor=x", "nothing=1", "secret=s", "weight=heavy"})
        void thatMakesNoSenseIs400(String query) {
            assertThat(export(reader(), "?" + query).problem()).isEqualTo("invalid");
        }

        @Test
        void ofAnUnknownTypeIs404() {
            type = 999_999_999;

            assertThat(export(admin(), "").problem()).isEqualTo("data-type-not-found");
        }
    }
}
