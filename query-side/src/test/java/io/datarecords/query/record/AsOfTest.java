package io.datarecords.query.record;

import static io.datarecords.query.Workspace.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.record.RecordEvent;
import io.datarecords.api.record.RecordState;
import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.query.QuerySideTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists and counts of the past are what a fold of the log up to then has. */
class AsOfTest extends QuerySideTest {

    private static final String[] STATUSES = {"open", "held", "shut"};

    private long type;

    @BeforeEach
    void define() {
        type = workspace.define("visit", indexed("status", "text"), indexed("score", "integer"), field("note"));
    }

    private static FieldDefinition indexed(String slug, String fieldType) {
        return new FieldDefinition(slug, slug, fieldType, false, true, false, false, null, List.of(), Map.of(), 1);
    }

    private void write(Random random, int events) {
        var alive = new ArrayList<Long>();
        for (int i = 0; i < events; i++) {
            int dice = random.nextInt(20);
            if (alive.size() < 4 || dice < 3) {
                alive.add(workspace.create(type, MEMBER + dice % 2, values(random)));
            } else if (dice < 19) {
                workspace.update(alive.get(random.nextInt(alive.size())), values(random));
            } else {
                workspace.delete(alive.remove(random.nextInt(alive.size())));
            }
        }
    }

    private static Object[] values(Random random) {
        return new Object[] {
            "status",
            random.nextInt(6) == 0 ? null : STATUSES[random.nextInt(3)],
            "score",
            (long) random.nextInt(10),
            "note",
            "n" + random.nextInt(4)
        };
    }

    @Test
    void aListIsAFoldOfTheLog() {
        // given
        write(new Random(11), 250);
        var events = events();

        for (int i = 0; i < events.size(); i += 23) {
            var asOf = events.get(i).time();

            // when, then
            assertList(asOf, "", _ -> true);
            assertList(asOf, "&status=held", record -> "held".equals(value(record, "status")));
            assertList(asOf, "&status[ne]=held", record -> !"held".equals(value(record, "status")));
            assertList(asOf, "&status[exists]=false", record -> value(record, "status") == null);
            assertList(asOf, "&score[gte]=3&score[lt]=7", record -> score(record) >= 3 && score(record) < 7);
            assertList(asOf, "&score[in]=1&score[in]=9", record -> score(record) == 1 || score(record) == 9);
            assertList(asOf, "&note=n2", record -> "n2".equals(value(record, "note")));
            assertList(asOf, "&status[startsWith]=he", record -> "held".equals(value(record, "status")));
            assertList(asOf, "&memberId=" + MEMBER, record -> record.memberId() == MEMBER);
            assertSorted(asOf, "score", record -> score(record));
            assertSorted(asOf, "updatedAt", RecordState::updatedAt);
        }
    }

    @Test
    void aWalkByCursorStaysInThePast() {
        // given
        write(new Random(12), 120);
        var asOf = events().getLast().time();
        var expected = get(reader(), list(asOf, "&sortBy=note&withTotal=true&pageSize=1000"));

        // when
        var walked = new ArrayList<Long>();
        var page = get(reader(), list(asOf, "&sortBy=note&withTotal=true&pageSize=7"));
        workspace.create(type, MEMBER, "note", "n1");
        while (true) {
            walked.addAll(page.ids());
            assertThat(page.body().get("total").intValue())
                    .isEqualTo(expected.ids().size());
            var cursor = page.body().get("nextCursor");
            if (cursor == null) {
                break;
            }
            page = get(reader(), list(asOf, "&sortBy=note&withTotal=true&pageSize=7&cursor=" + cursor.stringValue()));
        }

        // then
        assertThat(walked).isEqualTo(expected.ids()).isNotEmpty();
    }

    @Test
    void aCursorIsGoodForItsInstantAlone() {
        write(new Random(13), 30);
        var asOf = events().getLast().time();
        var cursor = get(reader(), list(asOf, "&pageSize=1"))
                .body()
                .get("nextCursor")
                .stringValue();

        assertThat(get(reader(), list(asOf.minusSeconds(1), "&pageSize=1&cursor=" + cursor))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theTotalIsLeftOutUnlessWanted() {
        write(new Random(14), 20);
        var asOf = events().getLast().time();

        assertThat(get(reader(), list(asOf, "")).body().has("total")).isFalse();
        assertThat(get(reader(), list(asOf, "&withTotal=true"))
                        .body()
                        .get("total")
                        .intValue())
                .isEqualTo(fold(asOf).size());
        assertThat(get(reader(), "/data-types/" + type + "/records?withTotal=false")
                        .body()
                        .has("total"))
                .isFalse();
    }

    @Test
    void removedFieldsShowInThePastAlone() {
        // given
        long record = workspace.create(type, MEMBER, "note", "kept");
        var asOf = events().getLast().time();
        workspace.revise(type, indexed("status", "text"), indexed("score", "integer"));

        // when
        var past = get(reader(), list(asOf, ""));

        // then
        assertThat(past.ids()).containsExactly(record);
        assertThat(past.text()).contains("kept");
        assertThat(get(reader(), "/data-types/" + type + "/records").text()).doesNotContain("kept");
    }

    @Test
    void aMemberSeesTheOwnPastAlone() {
        write(new Random(15), 60);
        var asOf = events().getLast().time();

        var answer = get(member(), list(asOf, "&pageSize=1000"));

        assertThat(answer.ids())
                .containsExactlyInAnyOrderElementsOf(fold(asOf).values().stream()
                        .filter(record -> record.memberId() == MEMBER)
                        .map(RecordState::id)
                        .toList())
                .isNotEmpty();
    }

    @Test
    void anIndexThatIsFilledLaterHasThePastToo() {
        // given
        write(new Random(16), 60);
        var asOf = events().get(30).time();
        workspace.revise(
                type,
                indexed("status", "text"),
                indexed("score", "integer"),
                new FieldDefinition("note", "note", "text", false, true, false, false, null, List.of(), Map.of(), 1));
        awaitIndex();

        // then
        assertList(asOf, "&note=n2", record -> "n2".equals(value(record, "note")));
        assertThat(jdbc.sql("select count(*) from field_past p join field f on f.id = p.field"
                                + " where f.data_type_id = ? and f.key = 'note'")
                        .param(type)
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void anExportIsOfThatInstantToo() {
        // given
        write(new Random(18), 60);
        var asOf = events().get(40).time();

        // when
        var lines = get(
                        reader(),
                        "/data-types/" + type + "/records/export?asOf=" + asOf,
                        "Accept",
                        "application/x-ndjson")
                .text()
                .lines()
                .toList();

        // then
        var expected =
                get(reader(), list(asOf, "&sortBy=id&pageSize=1000")).body().get("items");
        assertThat(lines)
                .isNotEmpty()
                .isEqualTo(expected.values().stream().map(Object::toString).toList());
    }

    @Test
    void aFileHasTheColumnsOfTodayAndTheirValuesAlone() {
        // given
        workspace.create(type, MEMBER, "status", "open", "note", "a text");
        var asOf = events().getLast().time();
        workspace.revise(type, indexed("status", "text"));
        workspace.revise(
                type,
                indexed("status", "text"),
                new FieldDefinition(
                        "note", "note", "integer", false, false, false, false, null, List.of(), Map.of(), 3));

        // when
        var path = "/data-types/" + type + "/records/export?asOf=" + asOf;
        var csv = get(reader(), path, "Accept", "text/csv").text().lines().toList();

        // then
        assertThat(csv.getFirst()).endsWith(",status,note");
        assertThat(csv.getLast()).endsWith(",open,");
        assertThat(download(reader(), path, "application/vnd.apache.parquet")).isNotEmpty();
    }

    @Test
    void searchAsksForNow() {
        assertThat(get(reader(), list(Instant.now(), "&search=x")).status()).isEqualTo(400);
    }

    @Test
    void countsAreOfThatInstant() {
        // given
        write(new Random(17), 120);
        var events = events();

        for (int i = 0; i < events.size(); i += 31) {
            var asOf = events.get(i).time();

            // when
            var counts = get(member(), "/data-types/member-record-counts?asOf=" + asOf)
                    .body()
                    .get("counts");

            // then
            assertThat(counts.get(Long.toString(type)).longValue())
                    .isEqualTo(fold(asOf).values().stream()
                            .filter(record -> record.memberId() == MEMBER)
                            .count());
        }
        assertThat(get(member(), "/data-types/member-record-counts?asOf=2001-01-01T00:00:00Z")
                        .body()
                        .get("counts")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void nothingOfADeletedRecordRemains() {
        // given
        long record = workspace.create(type, MEMBER, "status", "needle", "note", "a");
        workspace.update(record, "status", "open");
        workspace.update(record, "status", null);
        var asOf = events().getLast().time();
        get(reader(), list(asOf, ""));
        assertThat(pastOf(record)).isEqualTo(4);

        // when
        workspace.delete(record);

        // then
        assertThat(get(reader(), list(asOf, "")).ids()).isEmpty();
        assertThat(pastOf(record)).isZero();
    }

    private long pastOf(long record) {
        return jdbc.sql("select (select count(*) from record_version where record_id = ?)"
                        + " + (select count(*) from field_past where record_id = ?)")
                .params(record, record)
                .query(Long.class)
                .single();
    }

    private void awaitIndex() {
        for (int i = 0; i < 500; i++) {
            long unfinished = jdbc.sql("select count(*) from field where data_type_id = ? and state <> 'indexed'")
                    .param(type)
                    .query(Long.class)
                    .single();
            if (unfinished == 0) {
                return;
            }
            Thread.onSpinWait();
            get(reader(), list(Instant.now(), "&pageSize=1"));
        }
        throw new AssertionError("the index is not filled");
    }

    private String list(Instant asOf, String query) {
        return "/data-types/" + type + "/records?asOf=" + asOf
                + query.replace("[", "%5B").replace("]", "%5D");
    }

    private void assertList(Instant asOf, String query, Predicate<RecordState> condition) {
        var expected = fold(asOf).values().stream()
                .filter(condition)
                .sorted(Comparator.comparing(RecordState::createdAt)
                        .thenComparing(RecordState::id)
                        .reversed())
                .toList();
        var answer = get(reader(), list(asOf, query + "&pageSize=1000"));
        assertThat(answer.ids())
                .as(query)
                .isEqualTo(expected.stream().map(RecordState::id).toList());
        for (int i = 0; i < expected.size(); i++) {
            var item = answer.body().get("items").get(i);
            assertThat(item.get("version").longValue())
                    .isEqualTo(expected.get(i).version());
            assertThat(Instant.parse(item.get("updatedAt").stringValue()))
                    .isEqualTo(expected.get(i).updatedAt());
            assertThat(item.get("fieldValues").size())
                    .isEqualTo(expected.get(i).values().byKey().size());
        }
    }

    private <K extends Comparable<K>> void assertSorted(Instant asOf, String by, Function<RecordState, K> key) {
        var expected = fold(asOf).values().stream()
                .sorted(Comparator.comparing(key).thenComparing(RecordState::id))
                .map(RecordState::id)
                .toList();
        assertThat(get(reader(), list(asOf, "&sortOrder=asc&pageSize=1000&sortBy=" + by))
                        .ids())
                .isEqualTo(expected);
    }

    private static Object value(RecordState record, String key) {
        return record.values().byKey().get(key);
    }

    private static long score(RecordState record) {
        return ((Number) record.values().byKey().get("score")).longValue();
    }

    private List<LoggedEvent> events() {
        var all = new ArrayList<LoggedEvent>();
        for (var page = log.log().after(0, 1000);
                !page.isEmpty();
                page = log.log().after(page.getLast().position(), 1000)) {
            page.stream()
                    .filter(logged -> logged.event() instanceof RecordEvent event && event.dataTypeId() == type)
                    .forEach(all::add);
        }
        return all;
    }

    /** What has been deleted since has left nothing but its deletion, which meets nobody. */
    private Map<Long, RecordState> fold(Instant asOf) {
        var states = new HashMap<Long, RecordState>();
        for (var logged : events()) {
            if (!logged.time().isAfter(asOf)) {
                var event = (RecordEvent) logged.event();
                var state = RecordState.evolve(states.get(event.recordId()), event, logged.time());
                if (state == null) {
                    states.remove(event.recordId());
                } else {
                    states.put(event.recordId(), state);
                }
            }
        }
        return states;
    }
}
