package io.datarecords.query;

import static io.datarecords.query.Workspace.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.record.RecordEvent;
import io.datarecords.api.record.RecordState;
import io.datarecords.query.views.StoredJson;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

/** The views are a fold of the log, whatever the batches were. */
class ViewsTest extends QuerySideTest {

    private static final List<String> TABLES =
            List.of("record_view", "member_record_count", "data_type_view", "record_count");

    /** They name fields by ids, which another order of batches gives otherwise. */
    private static final List<String> INDEX_TABLES = List.of("field", "field_index", "record_words");

    @Autowired
    @Qualifier("generationKeeper") private SmartLifecycle views;

    @AfterEach
    void follow() {
        if (!views.isRunning()) {
            views.start();
        }
    }

    @Test
    void equalAFoldOfTheLog() {
        // given
        var random = new Random(42);
        long type = workspace.define("visit", field("a"), field("b"), field("c"));

        // when
        write(random, type, 300);
        views.stop();
        write(random, type, 900);
        views.start();
        catchUp();

        // then
        assertThat(stored(type)).isEqualTo(folded(type));
        assertThat(storedCounts(type)).isEqualTo(counted(type)).isNotEmpty();
        assertThat(get(reader(), "/data-types/" + type + "/records")
                        .body()
                        .get("total")
                        .intValue())
                .isEqualTo(folded(type).size());
    }

    /** Half creates, the rest updates, some clearing, and deletes. */
    private void write(Random random, long type, int events) {
        var live = new ArrayList<Long>();
        for (int i = 0; i < events; i++) {
            int dice = random.nextInt(10);
            if (live.isEmpty() || dice < 4) {
                Long owner = random.nextInt(4) == 0 ? null : MEMBER + random.nextInt(3);
                live.add(workspace.create(type, owner, "a", value(random), "b", value(random)));
            } else if (dice < 8) {
                long record = live.get(random.nextInt(live.size()));
                var cleared = random.nextBoolean() ? null : value(random);
                workspace.update(record, key(random), cleared, "c", value(random));
            } else {
                workspace.delete(live.remove(random.nextInt(live.size())));
            }
        }
    }

    private static String key(Random random) {
        return random.nextBoolean() ? "a" : "b";
    }

    private static Object value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(100_000), 2);
            case 1 -> random.nextLong();
            case 2 -> Map.of("nested", List.of("x", random.nextInt(9)));
            default -> "text " + random.nextInt();
        };
    }

    private Map<Long, RecordState> folded(long type) {
        var states = new TreeMap<Long, RecordState>();
        for (var logged : log.log().after(0, Integer.MAX_VALUE)) {
            if (logged.event() instanceof RecordEvent event && event.dataTypeId() == type) {
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

    private Map<Long, RecordState> stored(long type) {
        var states = new TreeMap<Long, RecordState>();
        jdbc.sql("select * from record_view where data_type_id = ?").param(type).query(row -> {
            states.put(
                    row.getLong("record_id"),
                    new RecordState(
                            row.getObject("workspace", java.util.UUID.class),
                            row.getLong("record_id"),
                            row.getLong("data_type_id"),
                            row.getObject("member_id", Long.class),
                            row.getString("external_id"),
                            row.getObject("assignment_task_id", Long.class),
                            StoredJson.values(row.getString("field_values")),
                            row.getLong("version"),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            row.getObject("updated_at", OffsetDateTime.class).toInstant()));
        });
        return states;
    }

    private Map<Long, Long> counted(long type) {
        var counts = new HashMap<Long, Long>();
        folded(type).values().stream()
                .filter(record -> record.memberId() != null)
                .forEach(record -> counts.merge(record.memberId(), 1L, Long::sum));
        return counts;
    }

    private Map<Long, Long> storedCounts(long type) {
        var counts = new HashMap<Long, Long>();
        jdbc.sql("select member_id, records from member_record_count where data_type_id = ?")
                .param(type)
                .query(row -> {
                    counts.put(row.getLong("member_id"), row.getLong("records"));
                });
        return counts;
    }

    @Test
    void oneBatchMayHoldAWholeLife() {
        // given
        long type = workspace.define("visit", field("a"), field("b"));
        long old = workspace.create(type, MEMBER, "a", "old", "b", "kept");
        long leaving = workspace.create(type, MEMBER, "a", "leaving");
        catchUp();
        views.stop();

        // when
        long shortLived = workspace.create(type, MEMBER, "a", "born");
        workspace.update(shortLived, "a", "changed");
        workspace.delete(shortLived);
        long fresh = workspace.create(type, MEMBER, "a", "1");
        workspace.update(fresh, "a", null, "b", "2");
        workspace.update(old, "a", "x");
        workspace.update(old, "a", null);
        workspace.update(leaving, "a", "y");
        workspace.delete(leaving);
        views.start();
        catchUp();

        // then
        assertThat(stored(type)).isEqualTo(folded(type)).containsOnlyKeys(old, fresh);
        assertThat(stored(type).get(old).values().byKey()).isEqualTo(Map.of("b", "kept"));
        assertThat(stored(type).get(fresh).values().byKey()).isEqualTo(Map.of("b", "2"));
        assertThat(storedCounts(type)).isEqualTo(Map.of(MEMBER, 2L));
    }

    @Test
    void nothingOfADeletedRecordRemains() {
        // given
        long type = workspace.define("visit", field("a"));
        long record = workspace.createExternal(type, MEMBER, "ext-needle", "a", "needle-1");
        workspace.update(record, "a", "needle-2");
        catchUp();
        assertThat(rowsWith("needle")).isPositive();

        // when
        workspace.delete(record);
        catchUp();

        // then
        assertThat(rowsWith("needle")).isZero();
        assertThat(storedCounts(type)).isEmpty();
    }

    private long rowsWith(String text) {
        return Stream.concat(TABLES.stream(), INDEX_TABLES.stream())
                .flatMap(table -> dump(table).stream())
                .filter(row -> row.contains(text))
                .count();
    }

    private List<String> dump(String table) {
        return jdbc.sql("select t::text from " + table + " t order by 1")
                .query(String.class)
                .list();
    }

    private void catchUp() {
        long head = log.log().head();
        for (int i = 0; i < 500 && position() < head; i++) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(position()).isGreaterThanOrEqualTo(head);
    }

    private long position() {
        return jdbc.sql("select position from log.follower where name = current_schema()::text")
                .query(Long.class)
                .single();
    }
}
