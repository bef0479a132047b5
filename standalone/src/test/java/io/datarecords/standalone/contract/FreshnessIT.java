package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.Crowd;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Section 2, Freshness, and section 5, Time. */
class FreshnessIT {

    private static final String[] EVENTUAL = {"Prefer", "consistency=eventual"};

    private final Client manager = Client.manager();
    private final String type = manager.define("note", field("n", "integer", "shouldIndex", true), field("t", "text"));

    @Test
    void aReadAnswersWithEveryWriteThatWasAcknowledgedBeforeItBegan() throws Exception {
        Crowd.of(4, number -> {
            for (int i = 0; i < 15; i++) {
                assertSeenAtOnce(1000 * number + i);
            }
            return null;
        });
    }

    private void assertSeenAtOnce(int n) {
        var record = manager.create(type, "n", n, "t", "word" + n + "z");
        assertThat(manager.get(record).at("/fieldValues/n")).isEqualTo("" + n);
        assertThat(manager.get(type + "/records?n=" + n).at("/total")).isEqualTo("1");
        assertThat(manager.get(type + "/records?search=word" + n + "z").at("/total"))
                .isEqualTo("1");
        manager.put(record, set("n", -n - 1));
        assertThat(manager.get(record).version()).isEqualTo(2);
        assertThat(manager.get(type + "/records?n=" + n).at("/total")).isEqualTo("0");
        assertThat(manager.get(record + "/changes").at("/total")).isEqualTo("2");
        manager.delete(record);
        expect(404, manager.get(record));
        assertThat(manager.get(type + "/records?n=" + (-n - 1)).at("/total")).isEqualTo("0");
    }

    @Test
    void countsAreAsFreshAsRecords() {
        for (int n = 1; n <= 20; n++) {
            manager.create(type, "n", n);
            assertThat(manager.get(type).at("/recordCount")).isEqualTo("" + n);
            assertThat(manager.get("/data-types").at("/0/recordCount")).isEqualTo("" + n);
            assertThat(manager.get("/data-types/member-record-counts").body()).contains(":" + n + "}");
        }
    }

    @Test
    void dataTypesAreAsFreshAsRecords() {
        for (int n = 1; n <= 20; n++) {
            manager.put(type, object("description", "d" + n));
            assertThat(manager.get(type).at("/description")).isEqualTo("d" + n);
            assertThat(manager.get("/data-types").at("/0/description")).isEqualTo("d" + n);
            assertThat(manager.get("/data-types/slug/note").at("/description")).isEqualTo("d" + n);
        }
    }

    @Test
    void aClientThatPrefersSpeedSendsConsistencyEventual() throws Exception {
        var record = manager.create(type, "n", 1);
        manager.get(record);
        for (var path : List.of(record, type + "/records", type, "/data-types", "/data-types/member-record-counts")) {
            expect(200, manager.get(path, EVENTUAL));
        }
        manager.put(record, set("n", 2));
        var deadline = Instant.now().plusSeconds(5);
        while (manager.get(record, EVENTUAL).version() < 2) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(10);
        }
        assertThat(manager.get(type + "/records?n=2", EVENTUAL).at("/total")).isEqualTo("1");
    }

    @Test
    void otherPreferencesAreIgnored() {
        for (var preference : List.of("return=minimal", "consistency=strong", "wait=5", "respond-async, x=\"y\"")) {
            expect(200, manager.get(manager.create(type, "n", 1), "Prefer", preference));
        }
    }

    @Test
    void timeNeverRunsBackwardAlongTheLog() throws Exception {
        var record = manager.create(type, "n", 0);
        Crowd.of(8, number -> {
            for (int i = 0; i < 5; i++) {
                manager.put(record, set("n", number * 10 + i + 1));
            }
            return null;
        });
        var times = manager.get(record + "/changes?sortOrder=asc&pageSize=1000").items("/changedAt").stream()
                .map(Instant::parse)
                .toList();
        assertThat(times).hasSizeGreaterThan(30).isSorted();
        assertThat(Instant.parse(manager.get(record).at("/createdAt"))).isEqualTo(times.getFirst());
    }
}
