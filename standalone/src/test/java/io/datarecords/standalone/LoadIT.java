package io.datarecords.standalone;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.StandaloneProcess.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many clients at once on the whole service. */
class LoadIT {

    private static final int CONNECTIONS = 32;
    private static final int WRITES = 10_000;
    private static final int MEMBERS = 5;

    private Client manager;

    @BeforeEach
    void manager() throws Exception {
        manager = Client.manager(SharedService.get());
    }

    @Test
    void tenThousandMixedWritesLeaveCountsListsAndHistoriesThatAgree() throws Exception {
        var type = manager.define("reading", field("value", "integer"), field("note", "text"));
        var records = new ConcurrentLinkedQueue<Long>();
        var answers = Crowd.of(CONNECTIONS, number -> write(type, records, WRITES / CONNECTIONS));

        assertThat(answers.stream().flatMap(List::stream).map(Answer::status)).containsOnly(200, 201);
        var listed = everyRecord(type);
        assertThat(listed.keySet()).containsExactlyInAnyOrderElementsOf(records);
        assertThat(countedRecords(type)).isEqualTo(records.size());
        assertThat(manager.get(type).json().get("recordCount").asLong()).isEqualTo(records.size());
        Crowd.of(CONNECTIONS, number -> {
            for (var record : slice(listed.values(), number)) {
                assertHistoryLeadsTo(record, type);
            }
            return null;
        });
    }

    private List<Answer> write(String type, ConcurrentLinkedQueue<Long> records, int writes) throws Exception {
        var random = ThreadLocalRandom.current();
        var answers = new ArrayList<Answer>();
        var mine = new ArrayList<Long>();
        for (int i = 0; i < writes; i++) {
            if (mine.isEmpty() || random.nextInt(10) < 4) {
                var body = new HashMap<String, Object>(values(Map.of("value", i)));
                body.put("memberId", random.nextInt(MEMBERS) + 1);
                var created = manager.post(type + "/records", body);
                answers.add(created);
                records.add(created.id());
                mine.add(created.id());
            } else {
                // records of others too, so that updates of one record meet
                long id = random.nextBoolean() ? mine.get(random.nextInt(mine.size())) : records.peek();
                answers.add(manager.put(type + "/records/" + id, values(Map.of("note", "n" + random.nextInt()))));
            }
        }
        return answers;
    }

    private Map<Long, JsonNode> everyRecord(String type) throws Exception {
        var found = new HashMap<Long, JsonNode>();
        for (int page = 1; ; page++) {
            var list = manager.get(type + "/records?sortBy=id&pageSize=1000&page=" + page);
            list.json().get("items").forEach(item -> found.put(item.get("id").asLong(), item));
            if (list.json().get("items").size() < 1000) {
                assertThat(list.json().get("total").asLong()).isEqualTo(found.size());
                return found;
            }
        }
    }

    private long countedRecords(String type) throws Exception {
        long counted = 0;
        for (int member = 1; member <= MEMBERS; member++) {
            var counts = manager.get("/data-types/member-record-counts?member_id=" + member);
            counted += counts.json()
                    .get("counts")
                    .get(type.substring("/data-types/".length()))
                    .asLong();
        }
        return counted;
    }

    private static List<JsonNode> slice(Iterable<JsonNode> records, int number) {
        var slice = new ArrayList<JsonNode>();
        int i = 0;
        for (var record : records) {
            if (i++ % CONNECTIONS == number) {
                slice.add(record);
            }
        }
        return slice;
    }

    /** What each change leads to is where the next one comes from, and the last one leads to the record as it is. */
    private void assertHistoryLeadsTo(JsonNode record, String type) throws Exception {
        var now = new HashMap<String, JsonNode>();
        long version = 0;
        for (var item : history(type + "/records/" + record.get("id"))) {
            assertThat(item.get("version").asLong()).isEqualTo(++version);
            for (var change : item.get("changes")) {
                var from = now.put(change.get("field").asString(), change.get("to"));
                assertThat(change.get("from").isNull() ? null : change.get("from"))
                        .isEqualTo(from);
            }
        }
        assertThat(version).isEqualTo(record.get("version").asLong());
        record.get("fieldValues")
                .properties()
                .forEach(value -> assertThat(now.remove(value.getKey())).isEqualTo(value.getValue()));
        assertThat(now).isEmpty();
    }

    private List<JsonNode> history(String record) {
        var history = new ArrayList<JsonNode>();
        for (int page = 1; ; page++) {
            var items = manager.get(record + "/changes?sortOrder=asc&pageSize=1000&page=" + page)
                    .json()
                    .get("items");
            items.forEach(history::add);
            if (items.size() < 1000) {
                return history;
            }
        }
    }

    @Test
    void sixtyRacingUpdatesOfOneRecordAreAllDone() throws Exception {
        var type = manager.define("race", field("value", "integer"));
        long id = manager.post(type + "/records", values(Map.of("value", -1))).id();

        var answers = Crowd.of(60, number -> manager.put(type + "/records/" + id, values(Map.of("value", number))));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(Answer::version).doesNotHaveDuplicates();
        assertThat(manager.get(type + "/records/" + id).version()).isEqualTo(61);
    }
}
