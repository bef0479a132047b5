package io.datarecords.query.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.api.SortOrder;
import io.datarecords.api.record.Paging;
import io.datarecords.api.record.RecordFilter;
import io.datarecords.api.record.RecordOrder;
import io.datarecords.api.record.RecordOrder.Property;
import io.datarecords.api.record.RecordState;
import io.datarecords.eventlog.TestPostgres;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists among 20,000 records of ten types: every one is read from an index, in the index's order. */
class RecordViewsTest {

    private static final RecordFilter ALL = new RecordFilter(null, null, null);

    private static HikariDataSource dataSource;
    private static JdbcClient jdbc;

    @BeforeAll
    static void manyRecords() {
        dataSource = TestPostgres.dataSource();
        jdbc = JdbcClient.create(dataSource);
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("view")
                .locations("classpath:db/query")
                .load()
                .migrate();
        jdbc.sql("""
                        insert into view.record_view
                        select i, gen_random_uuid(), i % 10, i % 20, 'x' || i, null,
                               jsonb_build_object('note', repeat('n', 100)), 1,
                               now() + i * interval '1 s', now() - i * interval '1 s'
                        from generate_series(1, 20000) i""").update();
        jdbc.sql("analyze view.record_view").update();
    }

    @AfterAll
    static void close() {
        dataSource.close();
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                Arguments.of(Property.CREATED_AT, "record_by_creation"),
                Arguments.of(Property.UPDATED_AT, "record_by_update"),
                Arguments.of(Property.ID, "record_view_pkey"));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aPageIsReadInTheOrderOfAnIndex(Property by, String index) {
        for (var direction : SortOrder.values()) {
            var plan = plan(new RecordConditions(3, null, ALL), new RecordOrder(by, direction));

            assertThat(plan).contains(index).doesNotContain("Seq Scan").doesNotContain("Sort");
        }
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    void aMembersOwnRecordsAreReadInTheOrderOfAnIndex(SortOrder direction) {
        var plan = plan(new RecordConditions(3, 13L, ALL), new RecordOrder(Property.CREATED_AT, direction));

        assertThat(plan).contains("record_by_member").doesNotContain("Seq Scan").doesNotContain("Sort");
    }

    @ParameterizedTest
    @EnumSource(Property.class)
    void aRecordIsFoundByItsExternalId(Property by) {
        var filter = new RecordFilter(null, null, "x13");

        var plan = plan(new RecordConditions(3, null, filter), new RecordOrder(by, SortOrder.DESC));

        assertThat(plan).contains("record_by_external_id").doesNotContain("Seq Scan");
    }

    @Test
    void tiesGoByIdInTheSameDirection() {
        // given
        jdbc.sql("""
                        insert into view.record_view
                        select i, gen_random_uuid(), 99, null, null, null, '{}', 1, '2024-01-15Z', '2024-01-15Z'
                        from unnest(array[3, 1, 2]) i""").update();

        // then
        for (var by : Property.values()) {
            assertThat(ids(new RecordOrder(by, SortOrder.ASC))).containsExactly(1L, 2L, 3L);
            assertThat(ids(new RecordOrder(by, SortOrder.DESC))).containsExactly(3L, 2L, 1L);
        }
    }

    private static List<Long> ids(RecordOrder order) {
        return new RecordViews(jdbc)
                .page(new RecordConditions(99, null, ALL), order, new Paging(1, 50)).stream()
                        .map(RecordState::id)
                        .toList();
    }

    private static String plan(RecordConditions conditions, RecordOrder order) {
        return String.join(
                "\n",
                jdbc.sql("explain " + RecordViews.pageSql(conditions, order))
                        .params(conditions.parameters())
                        .param(50)
                        .param(0L)
                        .query(String.class)
                        .list());
    }
}
