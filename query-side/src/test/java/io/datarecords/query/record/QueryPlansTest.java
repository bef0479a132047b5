package io.datarecords.query.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.api.SortOrder;
import io.datarecords.api.Violations;
import io.datarecords.api.datatype.FieldKind;
import io.datarecords.api.datatype.Operator;
import io.datarecords.api.record.RecordCondition;
import io.datarecords.api.record.RecordProperty;
import io.datarecords.eventlog.TestLog;
import io.datarecords.eventlog.TestPostgres;
import io.datarecords.query.freshness.KnownTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How each kind of question is answered by the database: from an index, and not by looking at every record. With
 * {@code -Drows=1000000} it also writes what it saw to {@code docs/query-plans.md}.
 */
class QueryPlansTest {

    private static final long TYPE = 1;
    private static final long OTHER = 2;
    private static final int ROWS = Integer.getInteger("rows", 20_000);
    private static final Pattern TIME = Pattern.compile("Execution Time: ([0-9.]+) ms");

    private static final StoredField STATUS = new StoredField(1, "status", FieldKind.CHOICE, true);
    private static final StoredField SCORE = new StoredField(2, "score", FieldKind.NUMBER, true);
    private static final StoredField TITLE = new StoredField(3, "title", FieldKind.TEXT, true);
    private static final StoredField DAY = new StoredField(4, "day", FieldKind.DATE, true);
    private static final StoredField PLAIN = new StoredField(7, "note", FieldKind.TEXT, false);

    private static HikariDataSource dataSource;
    private static JdbcClient jdbc;
    private static TransactionTemplate transaction;
    private static final List<String> SEEN = new ArrayList<>();

    @BeforeAll
    static void manyRecords() {
        dataSource = TestPostgres.dataSource("view,public");
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        new TestLog(dataSource); // migrates the log
        jdbc.sql("create extension btree_gin; create extension pg_trgm").update();
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("view")
                .locations("classpath:db/view")
                .load()
                .migrate();
        jdbc.sql("""
                        insert into field (data_type_id, key, kind, state) values
                        (1, 'status', 'choice', 'indexed'), (1, 'score', 'number', 'indexed'),
                        (1, 'title', 'text', 'indexed'), (1, 'day', 'date', 'indexed'),
                        (2, 'status', 'choice', 'indexed'), (2, 'score', 'number', 'indexed'),
                        (1, 'note', 'text', 'plain')""").update();
        // Built afterwards, as it is faster.
        var inverted = jdbc.sql("select indexdef from pg_indexes where schemaname = 'view' and indexdef like '% gin %'")
                .query(String.class)
                .list();
        jdbc.sql("drop index field_index_parts, record_by_words").update();
        fill(TYPE, 0, ROWS);
        fill(OTHER, ROWS, ROWS / 4);
        inverted.forEach(index -> jdbc.sql(index).update());
        jdbc.sql("vacuum analyze record_view").update();
        jdbc.sql("vacuum analyze field_index").update();
        jdbc.sql("vacuum analyze record_words").update();
    }

    /** Rows as the projection would write them: every second title is of few, one record in ten has no score. */
    private static void fill(long type, int from, int count) {
        jdbc.sql("""
                        insert into record_view
                        select i, uuid '6d1f2c1e-0000-4000-8000-000000000001', :type, i % 5000, 'x' || i, null,
                               jsonb_strip_nulls(jsonb_build_object(
                                   'status', 's' || (i * 7919 % 50),
                                   'score', case when i % 10 > 0 then round((i * 7919 % 1000003) / 7.0, 2) end,
                                   'title', 'visit ' || md5(i::text) || ' of ward ' || (i % 400),
                                   'day', to_char(date '2000-01-01' + (i * 31 % 9000)::int, 'YYYY-MM-DD'),
                                   'note', 'word' || (i * 104729 % 50021) || ' text number ' || i)),
                               1, timestamptz '2024-01-01Z' + i * interval '1 s',
                               timestamptz '2026-01-01Z' - i * interval '1 s'
                        from generate_series(:from + 1, :from + :count) as g (n) cross join lateral (select n::bigint as i) b""")
                .param("type", type)
                .param("from", from)
                .param("count", count)
                .update();
        jdbc.sql("""
                        insert into field_index (record_id, field, free, txt, num)
                        select r.record_id, f.id, f.kind = 'text', v.txt, v.num
                        from record_view r
                        join field f on f.data_type_id = r.data_type_id and f.state = 'indexed'
                        left join lateral index_values(f.kind, r.field_values -> f.key) v on true
                        where r.data_type_id = ?""").param(type).update();
        jdbc.sql("""
                        insert into record_words
                        select * from (select data_type_id, record_id, words_of(data_type_id, field_values) as words
                                       from record_view where data_type_id = ? offset 0) r
                        where words is not null""").param(type).update();
        jdbc.sql("insert into record_count values (?, ?)").params(type, count).update();
        jdbc.sql("insert into member_record_count select ?, m, ? / 5000 + 1 from generate_series(0, 4999) m")
                .params(type, count)
                .update();
    }

    @AfterAll
    static void close() throws IOException {
        dataSource.close();
        if (System.getProperty("rows") != null) {
            var head = """
                    # How the database answers

                    Written by `./mvnw -pl query-side -am test -Dtest=QueryPlansTest -Dsurefire.failIfNoSpecifiedTests=false -Drows=%d`: one data type with %,d records and four indexed fields beside another with a quarter of that, analyzed; each statement is the one that production code builds, planned for its values (as lists of many matches are), and shown at its second run. A page has 50 records (and one more, to see whether more follows).

                    """.formatted(ROWS, ROWS);
            Files.writeString(Path.of("../docs/query-plans.md"), head + String.join("\n", SEEN));
        }
    }

    private static RecordConditions all() {
        return new RecordConditions(TYPE, null);
    }

    private static RecordConditions where(StoredField field, Operator operator, Object... operands) {
        return and(all(), field, operator, operands);
    }

    private static RecordConditions and(
            RecordConditions conditions, StoredField field, Operator operator, Object... operands) {
        conditions.and(field, new ReadCondition(field.kind(), operator, List.of(operands)));
        return conditions;
    }

    private static RecordConditions where(RecordProperty property, String operand) {
        var conditions = all();
        var condition = new RecordCondition("", property.toString(), Operator.EQ, List.of(operand));
        conditions.and(property, Objects.requireNonNull(ReadCondition.of(condition, property, new Violations())));
        return conditions;
    }

    private static final Sorting NEWEST = new Sorting.ByProperty(RecordProperty.CREATED_AT, SortOrder.DESC);
    private static final Sorting BY_SCORE = new Sorting.ByField(SCORE, SortOrder.DESC);

    private static String page(String title, RecordConditions conditions, Sorting sorting, Position after) {
        boolean isValued = after == null || after.isValued();
        return explain(title, RecordViews.rowsSql(conditions, sorting, isValued, after, 51, 0));
    }

    private static java.math.BigDecimal number(long value) {
        return java.math.BigDecimal.valueOf(value);
    }

    @Test
    void oneRecord() {
        var plan = explain(
                "A record by its id",
                RecordViews.findSql(new io.datarecords.api.datatype.DataTypeId(TestLog.WORKSPACE, TYPE), 77, 1));

        assertThat(plan).contains("record_view_pkey");
    }

    @Test
    void countsAreKept() {
        assertThat(explain("The number of all records, and the fields", FieldReadings.ofTypeSql(TYPE)))
                .contains("record_count");
        assertThat(explain("How many records have a choice", RecordViews.countSql(where(STATUS, Operator.EQ, "s3"))))
                .contains("field_index_text");
    }

    @Test
    void theFewRecordsThatAValueHasAreFoundWhateverTheValue() {
        for (var conditions : List.of(
                where(STATUS, Operator.EQ, "s3"),
                where(SCORE, Operator.EQ, number(7)),
                where(TITLE, Operator.EQ, "visit"),
                where(STATUS, Operator.IN, "s3", "s4"))) {
            var matches = RecordViews.matchesSql(conditions).orElseThrow();
            assertThat(planForAnyValues(matches)).contains("Index").doesNotContain("Seq Scan");

            var narrowed = conditions.narrowedTo(new Long[] {1L, 2L});
            var rows = RecordViews.rowsSql(narrowed, NEWEST, true, null, 51, 0);
            assertThat(planForAnyValues(rows)).contains("record_view_pkey").doesNotContain("Seq Scan");
        }
    }

    /** As the statement is planned once for all. */
    private static String planForAnyValues(Sql sql) {
        var parts = sql.text().split("\\?", -1);
        var numbered = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            numbered.append('$').append(i).append(parts[i]);
        }
        return Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
            jdbc.sql("prepare statement as " + numbered).update();
            var nulls = String.join(", ", Collections.nCopies(parts.length - 1, "null"));
            var plan = jdbc.sql("explain execute statement(" + nulls + ")")
                    .query(String.class)
                    .list();
            jdbc.sql("deallocate statement").update();
            return String.join("\n", plan);
        }));
    }

    @Test
    void aPageOfAllIsReadInTheOrderOfAnIndex() {
        var middle = new Position(
                true,
                java.time.Instant.parse("2024-01-01T00:00:00Z")
                        .plusSeconds(ROWS / 2)
                        .toString(),
                ROWS / 2);
        assertThat(page("The first page of all", all(), NEWEST, null))
                .contains("record_by_creation")
                .doesNotContain("Sort");
        assertThat(page("A page by cursor, deep in the list", all(), NEWEST, middle))
                .contains("record_by_creation")
                .doesNotContain("Sort");
        var updated = new Sorting.ByProperty(RecordProperty.UPDATED_AT, SortOrder.ASC);
        assertThat(page(
                        "By time of update, deep",
                        all(),
                        updated,
                        new Position(
                                true,
                                java.time.Instant.parse("2026-01-01T00:00:00Z")
                                        .minusSeconds(ROWS / 2)
                                        .toString(),
                                ROWS / 2)))
                .contains("record_by_update");
        var byId = new Sorting.ByProperty(RecordProperty.ID, SortOrder.ASC);
        assertThat(page("By id, deep", all(), byId, new Position(true, null, ROWS / 2)))
                .contains("record_view_pkey")
                .doesNotContain("Sort");
    }

    @Test
    void indexedFieldsAreFilteredByTheirIndex() {
        assertThat(page("A choice", where(STATUS, Operator.EQ, "s3"), NEWEST, null))
                .contains("field_index_");
        assertThat(page(
                        "A rare text",
                        where(TITLE, Operator.EQ, "visit " + "c4ca4238a0b923820dcc509a6f75849b" + " of ward 1"),
                        NEWEST,
                        null))
                .contains("field_index_text");
        assertThat(page("A number", where(SCORE, Operator.EQ, number(0)), NEWEST, null))
                .contains("field_index_number");
        assertThat(page(
                        "A narrow range",
                        and(where(SCORE, Operator.GTE, number(100)), SCORE, Operator.LT, number(110)),
                        NEWEST,
                        null))
                .contains("field_index_number");
        assertThat(page("A few days", where(DAY, Operator.IN, "2001-02-03", "2002-03-04"), NEWEST, null))
                .contains("field_index_text");
        assertThat(page("A text that contains", where(TITLE, Operator.CONTAINS, "C4CA4238A0"), NEWEST, null))
                .contains("field_index_parts");
        assertThat(page("A text that starts with", where(TITLE, Operator.STARTS_WITH, "VISIT c4ca4238"), NEWEST, null))
                .contains("field_index_parts");
    }

    @Test
    void anIndexedFieldsOrderIsItsIndexs() {
        assertThat(page("By an indexed field, the first page", all(), BY_SCORE, null))
                .contains("field_index_number")
                .doesNotContain("Sort");
        assertThat(page("By an indexed field, deep by cursor", all(), BY_SCORE, new Position(true, "70000.00", 5)))
                .contains("field_index_number")
                .doesNotContain("Sort");
        assertThat(page(
                        "By an indexed field, among those without a value",
                        all(),
                        BY_SCORE,
                        new Position(false, null, ROWS / 2)))
                .contains("field_index_absent")
                .doesNotContain("Sort");
        var byTitle = new Sorting.ByField(TITLE, SortOrder.ASC);
        assertThat(page("By an indexed text, deep by cursor", all(), byTitle, new Position(true, "visit 8", 5)))
                .contains("field_index_text")
                .doesNotContain("Sort");
        assertThat(page("A choice, by an indexed field", where(STATUS, Operator.EQ, "s3"), BY_SCORE, null))
                .contains("field_index_");
    }

    @Test
    void wordsMembersAndExternalIdsAreFoundByIndex() {
        var search = all();
        search.search("('3/word77':* | '7/word77':*) & ('3/text':* | '7/text':*)");
        assertThat(page("A search", search, NEWEST, null)).contains("record_by_words");
        assertThat(page("One's own records", new RecordConditions(TYPE, 13L), NEWEST, null))
                .contains("record_by_member")
                .doesNotContain("Sort");
        assertThat(page("A member's records", where(RecordProperty.MEMBER_ID, "13"), NEWEST, null))
                .contains("record_by_member");
        assertThat(page("An external id", where(RecordProperty.EXTERNAL_ID, "x13"), NEWEST, null))
                .contains("record_by_external_id");
    }

    @Test
    void whatIsNotIndexedIsAnsweredAllTheSame() {
        page("A field that is not indexed (looks at every record)", where(PLAIN, Operator.EQ, "none"), NEWEST, null);
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    void tiesGoByIdInTheSameDirection(SortOrder direction) {
        // given
        jdbc.sql("""
                        insert into record_view
                        select i, gen_random_uuid(), 99, null, null, null, '{}', 1, '2024-01-15Z', '2024-01-15Z'
                        from unnest(array[3000001, 1000001, 2000001]) i on conflict do nothing""").update();
        var sorting = new Sorting.ByProperty(RecordProperty.CREATED_AT, direction);

        // then
        var ids = new RecordViews(jdbc, new KnownTypes())
                .rows(new RecordConditions(99, null), sorting, true, null, 50, 0).stream()
                        .map(row -> row.record().id())
                        .toList();
        assertThat(direction == SortOrder.ASC ? ids : ids.reversed()).containsExactly(1000001L, 2000001L, 3000001L);
    }

    private static String explain(String title, Sql sql) {
        var plan = Objects.requireNonNull(transaction.execute(_ -> {
            new RecordViews(jdbc, new KnownTypes()).planForValues(); // as before every list that is not of few
            run("explain " + sql.text(), sql);
            run("explain (analyze, buffers) " + sql.text(), sql);
            return run("explain (analyze, buffers) " + sql.text(), sql);
        }));
        var time = TIME.matcher(plan);
        SEEN.add("## %s: %s ms\n\n```sql\n%s\n```\n\n```\n%s\n```\n"
                .formatted(title, time.find() ? time.group(1) : "?", sql.text().strip(), plan));
        return plan;
    }

    private static String run(String explain, Sql sql) {
        return String.join(
                "\n",
                jdbc.sql(explain).params(sql.parameters()).query(String.class).list());
    }
}
