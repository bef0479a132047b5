package io.datarecords.eventlog;

import static io.datarecords.eventlog.TestLog.WORKSPACE;
import static io.datarecords.eventlog.TestLog.created;
import static io.datarecords.eventlog.TestLog.defined;
import static io.datarecords.eventlog.TestLog.deleted;
import static io.datarecords.eventlog.TestLog.field;
import static io.datarecords.eventlog.TestLog.updated;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.api.Paging;
import io.datarecords.api.SortOrder;
import io.datarecords.api.datatype.DataTypeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EventLogTest {

    @Test
    void aPageOfLargeEventsIsAShortOneAndTheNextGoesOn() {
        try (var dataSource = TestPostgres.dataSource()) {
            var log = new TestLog(dataSource);
            long type = log.newId();
            log.append(defined(type, "note", List.of(field("text", "long_text"))));
            var large = "well compressed ".repeat(60_000);
            for (int i = 0; i < 20; i++) {
                log.append(created(log.newId(), type, 7L, Map.of("text", large)));
            }

            var first = log.log().after(0, 500);
            var all = new ArrayList<>(first);
            while (all.size() < 21) {
                all.addAll(log.log().after(all.getLast().position(), 500));
            }

            assertThat(first).hasSizeBetween(2, 12);
            assertThat(all)
                    .extracting(LoggedEvent::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 21).boxed().toList());
        }
    }

    @Nested
    class OfADataType {

        private static final long VISIT = 1;
        private static final long OTHER = 2;
        private static final Positions ALL = new Positions(0, Long.MAX_VALUE);

        private HikariDataSource dataSource;
        private TestLog log;

        @BeforeEach
        void twoTypes() {
            dataSource = TestPostgres.dataSource();
            log = new TestLog(dataSource);
            log.append(
                    defined(VISIT, "visit", List.of()),
                    defined(OTHER, "other", List.of()),
                    created(10, VISIT, 7L, Map.of()),
                    created(20, OTHER, 7L, Map.of()),
                    created(11, VISIT, 8L, Map.of()),
                    updated(10, VISIT, 7L, Map.of("note", "x")),
                    created(12, VISIT, 7L, Map.of()),
                    deleted(11, VISIT, 8L),
                    deleted(20, OTHER, 7L));
        }

        @AfterEach
        void close() {
            dataSource.close();
        }

        private List<Long> positions(Set<String> names, Positions positions, int limit) {
            return log.log().ofDataType(new DataTypeId(WORKSPACE, VISIT), names, positions, limit).stream()
                    .map(LoggedEvent::position)
                    .toList();
        }

        @Test
        void eventsComeInPagesBetweenTwoPositions() {
            assertThat(positions(Set.of(), ALL, 100)).containsExactly(1L, 3L, 6L, 7L, 8L);
            assertThat(positions(Set.of(), ALL, 2)).containsExactly(1L, 3L);
            assertThat(positions(Set.of(), ALL.from(3), 2)).containsExactly(6L, 7L);
            assertThat(positions(Set.of(), new Positions(3, 7), 100)).containsExactly(6L, 7L);
            assertThat(positions(Set.of("RecordDeleted", "FieldsUpdated"), ALL, 100))
                    .containsExactly(6L, 8L);
        }

        @Test
        void anotherWorkspaceHasNone() {
            var elsewhere = new DataTypeId(UUID.randomUUID(), VISIT);

            assertThat(log.log().ofDataType(elsewhere, Set.of(), ALL, 100)).isEmpty();
            assertThat(log.log().countDeletions(elsewhere)).isZero();
            assertThat(log.log().creationsOf(elsewhere.workspace(), 7, 0, 100)).isEmpty();
        }

        @Test
        void deletionsComeInPagesBothWays() {
            log.append(deleted(12, VISIT, 7L));
            var type = new DataTypeId(WORKSPACE, VISIT);

            assertThat(log.log().countDeletions(type)).isEqualTo(2);
            assertThat(log.log().deletions(type, SortOrder.DESC, new Paging(1, 50)))
                    .extracting(LoggedEvent::event)
                    .containsExactly(deleted(12, VISIT, 7L), deleted(11, VISIT, 8L));
            assertThat(log.log().deletions(type, SortOrder.ASC, new Paging(2, 1)))
                    .extracting(LoggedEvent::event)
                    .containsExactly(deleted(12, VISIT, 7L));
        }

        @Test
        void whatIsLeftOfAMembersRecordsIsFoundByHowItBegan() {
            assertThat(log.log().creationsOf(WORKSPACE, 7, 0, 100))
                    .extracting(LoggedEvent::position)
                    .containsExactly(3L, 7L);
            assertThat(log.log().creationsOf(WORKSPACE, 7, 3, 100))
                    .extracting(LoggedEvent::position)
                    .containsExactly(7L);
            assertThat(log.log().creationsOf(WORKSPACE, 8, 0, 100)).isEmpty();
        }

        @Test
        void aTimeIsBetweenTwoPositions() {
            var events = log.log().after(0, 100);
            var sixth = log.log().at(6).orElseThrow().time();
            var afterIt =
                    events.stream().filter(event -> event.time().isAfter(sixth)).findFirst();

            assertThat(log.log().positionBefore(Instant.EPOCH)).isZero();
            assertThat(log.log().positionBefore(sixth)).isBetween(3L, 5L);
            assertThat(log.log().positionBefore(sixth.plusNanos(1_000)))
                    .isEqualTo(afterIt.orElseThrow().position() - 1);
            assertThat(log.log().positionBefore(Instant.parse("2999-01-01T00:00:00Z")))
                    .isEqualTo(9);
        }

        @Test
        void eachPageIsReadAlongItsIndexAndNothingIsSorted() {
            JdbcClient.create(dataSource).sql("""
                    insert into log.event
                    select 100 + g, gen_random_uuid(), workspace, kind, 100 + g, 0, type, revision, time, payload, metadata
                    from log.event, generate_series(1, 20000) g where position in (3, 8) and g % 2 = position % 2""").update();
            assertThat(plan(EventLog.EVENTS_OF_DATA_TYPE)).contains("using event_of_data_type");
            assertThat(plan(EventLog.CREATIONS_OF_MEMBER)).contains("using event_creation_of_member");
            assertThat(plan(EventLog.DELETIONS_IN_ORDER.formatted("asc"))).contains("Scan using event_deletion");
            assertThat(plan(EventLog.DELETIONS_IN_ORDER.formatted("desc"))).contains("Backward using event_deletion");
        }

        /** For whatever values. */
        private String plan(String sql) {
            var numbered = new StringBuilder();
            var nulls = new ArrayList<String>();
            for (char c : sql.toCharArray()) {
                if (c == '?') {
                    nulls.add("null");
                }
                numbered.append(c == '?' ? "$" + nulls.size() : String.valueOf(c));
            }
            try (var connection = dataSource.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("prepare page as " + numbered);
                var lines = statement.executeQuery("explain execute page (" + String.join(", ", nulls) + ")");
                var plan = new StringBuilder();
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
                statement.execute("deallocate page");
                assertThat(plan).asString().doesNotContain("Sort", "event_pkey");
                return plan.toString();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
