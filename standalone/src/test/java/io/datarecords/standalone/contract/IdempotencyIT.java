package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Section 2, Idempotency-Key. */
class IdempotencyIT {

    private static final String KEY = "Idempotency-Key";

    private final Client manager = Client.manager();
    private final String type = manager.define("note", field("text", "text"), field("size", "integer"));
    private final String records = type + "/records";

    private long total() {
        return manager.get(records).json().get("total").asLong();
    }

    private static void assertReplayed(Answer repeat, Answer first) {
        assertThat(expect(first.status(), repeat).json()).isEqualTo(first.json());
        assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(repeat.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void aRepeatedPostGetsTheFirstAnswerAgainAndHasNoEffect() {
        var first = expect(201, manager.post(records, set("text", "a"), KEY, "k"));
        assertReplayed(manager.post(records, set("text", "a"), KEY, "k"), first);
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void aRepeatedUpsertGetsTheFirstAnswerAgainAndHasNoEffect() {
        var first = expect(201, manager.post(type + "/upsert/x", set("text", "a"), KEY, "k"));
        assertReplayed(manager.post(type + "/upsert/x", set("text", "a"), KEY, "k"), first);
        var second = expect(200, manager.post(type + "/upsert/x", set("text", "b"), KEY, "k2"));
        manager.post(type + "/upsert/x", set("text", "c"));
        assertReplayed(manager.post(type + "/upsert/x", set("text", "b"), KEY, "k2"), second);
        assertThat(manager.get(records).items("/fieldValues/text")).containsExactly("c");
    }

    @Test
    void aRepeatedUpsertThatChangedNothingGetsTheFirstAnswerAgain() {
        manager.post(type + "/upsert/x", set("text", "a"));
        var nothing = expect(200, manager.post(type + "/upsert/x", set("text", "a"), KEY, "k"));
        manager.post(type + "/upsert/x", set("text", "b"));
        assertReplayed(manager.post(type + "/upsert/x", set("text", "a"), KEY, "k"), nothing);
        assertThat(manager.get(records).items("/fieldValues/text")).containsExactly("b");
    }

    @Test
    void theFirstAnswerStaysThatWhateverHappensToTheRecord() {
        var first = manager.post(records, set("text", "a"), KEY, "k");
        manager.put(records + "/" + first.id(), set("text", "b"));
        assertReplayed(manager.post(records, set("text", "a"), KEY, "k"), first);
        assertThat(manager.get(records + "/" + first.id()).at("/fieldValues/text"))
                .isEqualTo("b");
    }

    @Test
    void theKeyHasUpTo255Characters() {
        expect(201, manager.post(records, set(), KEY, "k".repeat(255)));
        expect(400, manager.post(records, set(), KEY, "k".repeat(256)));
    }

    @Test
    void theKeyIsPerCaller() {
        var first = expect(201, manager.post(records, set("text", "a"), KEY, "k"));
        var other = expect(201, manager.as(2L, "records:write").post(records, set("text", "a"), KEY, "k"));
        assertThat(other.id()).isNotEqualTo(first.id());
        assertThat(other.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void theKeyIsPerWorkspace() {
        manager.post(records, set("text", "a"), KEY, "k");
        var elsewhere = Client.manager();
        var theirs = elsewhere.define("note", field("text", "text"));
        assertThat(expect(201, elsewhere.post(theirs + "/records", set("text", "a"), KEY, "k"))
                        .header("Idempotent-Replayed"))
                .isEmpty();
    }

    @Test
    void aDifferentBodyIs422() {
        manager.post(records, set("text", "a"), KEY, "k");
        expect(422, manager.post(records, set("text", "b"), KEY, "k"));
        expect(422, manager.post(records, object("fieldValues", object("text", "a"), "memberId", 9), KEY, "k"));
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void aDifferentPathIs422() {
        var other = manager.define("other", field("text", "text"));
        manager.post(records, set("text", "a"), KEY, "k");
        expect(422, manager.post(other + "/records", set("text", "a"), KEY, "k"));
        expect(422, manager.post(type + "/upsert/x", set("text", "a"), KEY, "k"));
        manager.post(type + "/upsert/x", set("text", "a"), KEY, "k2");
        expect(422, manager.post(type + "/upsert/y", set("text", "a"), KEY, "k2"));
        assertThat(total()).isEqualTo(2);
    }

    @Test
    void permissionIsCheckedAgain() {
        var granted = manager.defined(
                object("name", "G", "grants", List.of(object("role", "author", "actions", List.of("create")))));
        var author = manager.as(null, "", "author");
        expect(201, author.post(granted + "/records", set(), KEY, "k"));
        assertThat(author.post(granted + "/records", set(), KEY, "k").status()).isEqualTo(201);
        manager.put(granted, object("grants", List.of()));
        expect(403, author.post(granted + "/records", set(), KEY, "k"));
    }

    @Test
    void rejectionsAreNotStored() {
        expect(400, manager.post(records, set("size", "x"), KEY, "k"));
        assertThat(expect(201, manager.post(records, set("size", 1), KEY, "k")).header("Idempotent-Replayed"))
                .isEmpty();
        expect(403, manager.as(5L, "").post(records, object("fieldValues", object(), "memberId", 6), KEY, "j"));
        expect(201, manager.as(5L, "").post(records, object("fieldValues", object(), "memberId", 5), KEY, "j"));
    }

    @Test
    void aConflictIsNotStored() {
        var first = manager.post(records, object("fieldValues", object(), "externalId", "x"));
        var body = object("fieldValues", object("text", "a"), "externalId", "x");
        expect(409, manager.post(records, body, KEY, "k"));
        manager.delete(records + "/" + first.id());
        expect(201, manager.post(records, body, KEY, "k"));
    }

    @Test
    void afterTheRecordIsDeletedARepeatIs409RecordDeletedAndCreatesNothing() {
        var first = manager.post(records, set("text", "a"), KEY, "k");
        manager.delete(records + "/" + first.id());
        assertThat(expect(409, manager.post(records, set("text", "a"), KEY, "k"))
                        .problem())
                .isEqualTo("record-deleted");
        assertThat(total()).isZero();
    }

    @Test
    void afterTheRecordIsDeletedARepeatedUpsertIs409RecordDeletedAndCreatesNothing() {
        manager.post(type + "/upsert/x", set("text", "a"), KEY, "k");
        var updated = manager.post(type + "/upsert/x", set("text", "b"), KEY, "k2");
        manager.delete(records + "/" + updated.id());
        for (var key : List.of("k", "k2")) {
            var body = set("text", key.equals("k") ? "a" : "b");
            assertThat(expect(409, manager.post(type + "/upsert/x", body, KEY, key))
                            .problem())
                    .isEqualTo("record-deleted");
        }
        assertThat(total()).isZero();
    }

    @Test
    void theRepeatOfACreateOnAnArchivedTypeStillGetsTheFirstAnswer() {
        var first = manager.post(records, set("text", "a"), KEY, "k");
        manager.post(type + "/archive", null);
        assertReplayed(manager.post(records, set("text", "a"), KEY, "k"), first);
    }
}
