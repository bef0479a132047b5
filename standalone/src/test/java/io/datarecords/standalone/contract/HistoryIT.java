package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 2, the audit trail of a record, and section 3 on what it shows of fields that were removed. */
class HistoryIT {

    private final Client manager = Client.manager();
    private final String type = manager.define("note", field("text", "text"), field("size", "integer"));
    private final String record = manager.create(type, "text", "a", "size", 1);
    private final String changes = record + "/changes";

    @Test
    void changesSayWhoChangedWhatFromWhatToWhatAndWhen() {
        manager.as(7L, "records:write").put(record, set("text", "b"));
        var newest = expect(200, manager.get(changes)).json().get("items").get(0);
        assertThat(newest.propertyNames())
                .containsExactlyInAnyOrder("version", "type", "changedAt", "changedBy", "changes");
        assertThat(newest.get("version").asInt()).isEqualTo(2);
        assertThat(newest.get("type").asString()).isEqualTo("updated");
        assertThat(newest.get("changedAt").asString())
                .isEqualTo(manager.get(record).at("/updatedAt"));
        assertThat(newest.get("changedBy").toString()).isEqualTo("{\"memberId\":7,\"subject\":\"member-7\"}");
        assertThat(newest.get("changes").toString()).isEqualTo("[{\"field\":\"text\",\"from\":\"a\",\"to\":\"b\"}]");
    }

    @Test
    void theFirstIsCreatedFromNothing() {
        var created = manager.get(changes).json().get("items").get(0);
        assertThat(created.get("type").asString()).isEqualTo("created");
        assertThat(created.get("version").asInt()).isEqualTo(1);
        assertThat(created.get("changes").toString())
                .isEqualTo(
                        "[{\"field\":\"text\",\"from\":null,\"to\":\"a\"},{\"field\":\"size\",\"from\":null,\"to\":1}]");
    }

    @Test
    void aClearedFieldGoesToNull() {
        manager.put(record, set("text", null));
        assertThat(manager.get(changes).at("/items/0/changes"))
                .isEqualTo("[{\"field\":\"text\",\"from\":\"a\",\"to\":null}]");
    }

    @Test
    void changesAreNewestFirstAndSortOrderAscTurnsThemRound() {
        manager.put(record, set("size", 2));
        manager.put(record, set("size", 3));
        assertThat(manager.get(changes).items("/version")).containsExactly("3", "2", "1");
        assertThat(manager.get(changes + "?sortOrder=desc").items("/version")).containsExactly("3", "2", "1");
        assertThat(manager.get(changes + "?sortOrder=asc").items("/version")).containsExactly("1", "2", "3");
        expect(400, manager.get(changes + "?sortOrder=up"));
    }

    @Test
    void changesComeInPages() {
        for (int size = 2; size <= 5; size++) {
            manager.put(record, set("size", size));
        }
        var page = expect(200, manager.get(changes + "?page=2&pageSize=2"));
        assertThat(page.items("/version")).containsExactly("3", "2");
        assertThat(List.of(page.at("/total"), page.at("/page"), page.at("/pageSize")))
                .containsExactly("5", "2", "2");
        assertThat(manager.get(changes).at("/pageSize")).isEqualTo("50");
        assertThat(manager.get(changes + "?page=9").at("/items")).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=x",
                "page=1.5",
                "pageSize=0",
                "pageSize=1001",
                "page_size=1001",
                "pageSize=99999999999999999999"
            })
    void pagesOutOfRangeAre400AndNeverClamped(String query) {
        expect(400, manager.get(changes + "?" + query));
    }

    @Test
    void fieldGivesThatFieldsHistoryAlone() {
        manager.put(record, set("size", 2));
        manager.put(record, set("text", "b"));
        manager.put(record, set("text", "c", "size", 3));
        var ofText = expect(200, manager.get(changes + "?field=text"));
        assertThat(ofText.items("/version")).containsExactly("4", "3", "1");
        assertThat(ofText.at("/total")).isEqualTo("3");
        assertThat(ofText.at("/items/0/changes")).isEqualTo("[{\"field\":\"text\",\"from\":\"b\",\"to\":\"c\"}]");
        expect(400, manager.get(changes + "?field=nosuch"));
    }

    @Test
    void anItemInWhichTheCallerMaySeeNothingIsLeftOutAndNotCounted() {
        var mixed = manager.define("mixed", field("open", "text"), field("secret", "text", "isAdminOnly", true));
        var one = manager.create(mixed, "open", "a", "secret", "s1");
        manager.put(one, set("secret", "s2"));
        manager.put(one, set("open", "b", "secret", "s3"));
        var seen = manager.as(7L, "records:read").get(one + "/changes");
        assertThat(seen.items("/version")).containsExactly("3", "1");
        assertThat(seen.at("/total")).isEqualTo("2");
        assertThat(seen.body()).doesNotContain("secret", "s1", "s2", "s3");
    }

    @Test
    void everyVersionIsWhatTheChangesLeadTo() {
        manager.put(record, set("size", 2));
        manager.put(record, set("text", null, "size", 3));
        manager.put(record, set("text", "d"));
        assertThat(manager.get(record + "?version=2").at("/fieldValues")).isEqualTo("{\"text\":\"a\",\"size\":2}");
        assertThat(manager.get(record + "?version=3").at("/fieldValues")).isEqualTo("{\"size\":3}");
        assertThat(manager.get(record + "?version=4").at("/fieldValues")).isEqualTo("{\"text\":\"d\",\"size\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version=x", "version=1.0", "version=", "asOf=yesterday", "asOf=2024-01-01", "asOf="})
    void aVersionOrInstantThatIsNoneIs400(String query) {
        expect(400, manager.get(record + "?" + query));
    }

    @Test
    void versionAsOfAndChangesShowFieldsRemovedSince() {
        manager.put(type, object("fields", List.of(field("size", "integer"))));
        assertThat(manager.get(record).at("/fieldValues")).isEqualTo("{\"size\":1}");
        assertThat(manager.get(record + "?version=1").at("/fieldValues/text")).isEqualTo("a");
        assertThat(manager.get(record + "?asOf=" + Instant.now().plusSeconds(1)).at("/fieldValues/text"))
                .isEqualTo("a");
        assertThat(manager.get(changes).body()).contains("\"field\":\"text\"");
    }

    @Test
    void theyHideFieldsThatAreAdminOnlyNow() {
        manager.put(
                type, object("fields", List.of(field("text", "text", "isAdminOnly", true), field("size", "integer"))));
        assertHiddenFromReaders();
    }

    @Test
    void theyHideFieldsThatWereAdminOnlyWhenRemoved() {
        manager.put(
                type, object("fields", List.of(field("text", "text", "isAdminOnly", true), field("size", "integer"))));
        manager.put(type, object("fields", List.of(field("size", "integer"))));
        assertHiddenFromReaders();
        assertThat(manager.get(record + "?version=1").at("/fieldValues/text")).isEqualTo("a");
    }

    private void assertHiddenFromReaders() {
        var reader = manager.as(7L, "records:read");
        assertThat(reader.get(record + "?version=1").at("/fieldValues")).isEqualTo("{\"size\":1}");
        assertThat(reader.get(record + "?asOf=2999-01-01T00:00:00Z").at("/fieldValues"))
                .isEqualTo("{\"size\":1}");
        assertThat(reader.get(changes).body()).contains("size").doesNotContain("text");
    }
}
