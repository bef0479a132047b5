package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 1, the table of who may do what, row by row; member 7 calls, member 8 is somebody else. */
class AccessIT {

    private static final List<Map<String, Object>> GRANTS = List.of(
            object("role", "viewer", "actions", List.of("list_all")),
            object("role", "author", "actions", List.of("create")),
            object("role", "editor", "actions", List.of("update")),
            object("role", "cleaner", "actions", List.of("delete")));

    private final Client manager = Client.manager();
    private final String type = type("note", null);
    private final String own = record(type, 7);
    private final String others = record(type, 8);
    private final String unowned = record(type, null);

    private String type(String slug, @Nullable List<String> memberAccess) {
        var definition = object("name", slug, "fields", List.of(field("a", "integer")), "grants", GRANTS);
        if (memberAccess != null) {
            definition.put("memberAccess", memberAccess);
        }
        return manager.defined(definition);
    }

    private String record(String ofType, @Nullable Integer member) {
        return manager.createWith(ofType, object("fieldValues", object("a", 1), "memberId", member));
    }

    /** A scope, a role, or neither. */
    private Client caller(String named) {
        return switch (named) {
            case "member" -> manager.as(7L, "");
            case "nobody" -> manager.as(null, "");
            case "viewer", "author", "editor", "cleaner" -> manager.as(7L, "", named);
            default -> manager.as(7L, named);
        };
    }

    @ParameterizedTest(name = "{0}: own {1}, another''s {2}, unowned {3}, listed {4}")
    @CsvSource({
        "member, 200, 404, 404, 1",
        "nobody, 404, 404, 404, 0",
        "author, 200, 404, 404, 1",
        "editor, 200, 404, 404, 1",
        "cleaner, 200, 404, 404, 1",
        "viewer, 200, 200, 200, 3",
        "records:read, 200, 200, 200, 3",
        "records:write, 200, 200, 200, 3",
        "records:admin, 200, 200, 200, 3",
        "datatypes:admin, 200, 404, 404, 1",
    })
    void readAndListAnyRecordWithRecordsReadOrListAllElseOnlyOnesOwn(
            String who, int readOwn, int readOthers, int readUnowned, int listed) {
        var caller = caller(who);
        for (var rest : List.of("", "/changes", "?version=1", "?asOf=2999-01-01T00:00:00Z")) {
            expect(readOwn, caller.get(own + rest));
            expect(readOthers, caller.get(others + rest));
            expect(readUnowned, caller.get(unowned + rest));
        }
        var list = expect(200, caller.get(type + "/records"));
        assertThat(list.at("/total")).isEqualTo(String.valueOf(listed));
        assertThat(list.items("/id")).hasSize(listed);
    }

    @Test
    void aFilterOnAnotherMemberWithoutListAllFindsNothing() {
        assertThat(caller("member").get(type + "/records?memberId=8").at("/total"))
                .isEqualTo("0");
        assertThat(caller("viewer").get(type + "/records?memberId=8").at("/total"))
                .isEqualTo("1");
    }

    @ParameterizedTest(name = "{0}: for self {1}, for another {2}, unowned {3}")
    @CsvSource({
        "member, 201, 403, 403",
        "nobody, 403, 403, 403",
        "viewer, 201, 403, 403",
        "editor, 201, 403, 403",
        "cleaner, 201, 403, 403",
        "author, 201, 201, 201",
        "records:read, 201, 403, 403",
        "records:write, 201, 201, 201",
        "records:admin, 201, 201, 201",
        "datatypes:admin, 201, 403, 403",
    })
    void createForSelfWithMemberAccessForOthersWithRecordsWriteOrAGrant(
            String who, int forSelf, int forAnother, int forNobody) {
        var caller = caller(who);
        expect(forSelf, caller.post(type + "/records", set("a", 1)));
        expect(forAnother, caller.post(type + "/records", object("fieldValues", object("a", 1), "memberId", 8)));
        expect(forNobody, caller.post(type + "/records", object("fieldValues", object("a", 1), "memberId", null)));
        expect(forSelf, caller.post(type + "/upsert/self", set("a", 1)));
        expect(
                forNobody,
                caller.post(type + "/upsert/nobody", object("fieldValues", object("a", 1), "memberId", null)));
    }

    @ParameterizedTest(name = "{0}: own {1}, another''s {2}, unowned {3}")
    @CsvSource({
        "member, 200, 404, 404",
        "nobody, 404, 404, 404",
        "viewer, 200, 403, 403",
        "author, 200, 404, 404",
        "cleaner, 200, 404, 404",
        "editor, 200, 200, 200",
        "records:read, 200, 403, 403",
        "records:write, 200, 200, 200",
        "records:admin, 200, 200, 200",
        "datatypes:admin, 200, 404, 404",
    })
    void updateOwnWithMemberAccessAnothersWithRecordsWriteOrAGrant(String who, int ofOwn, int ofAnother, int ofNobody) {
        var caller = caller(who);
        expect(ofOwn, caller.put(own, set("a", 2)));
        expect(ofAnother, caller.put(others, set("a", 2)));
        expect(ofNobody, caller.put(unowned, set("a", 2)));
    }

    @ParameterizedTest(name = "{0}: own {1}, another''s {2}, unowned {3}")
    @CsvSource({
        "member, 403, 404, 404",
        "nobody, 404, 404, 404",
        "viewer, 403, 403, 403",
        "author, 403, 404, 404",
        "editor, 403, 404, 404",
        "cleaner, 200, 200, 200",
        "records:read, 403, 403, 403",
        "records:write, 403, 403, 403",
        "records:admin, 200, 200, 200",
        "datatypes:admin, 403, 404, 404",
    })
    void deleteWithRecordsAdminOrAGrant(String who, int ofOwn, int ofAnother, int ofNobody) {
        var caller = caller(who);
        expect(ofOwn, caller.delete(own));
        expect(ofAnother, caller.delete(others));
        expect(ofNobody, caller.delete(unowned));
    }

    @Test
    void memberAccessIsCreateReadUpdateByDefault() {
        assertThat(manager.get(type).json().get("memberAccess").toString())
                .isEqualTo("[\"create\",\"read\",\"update\"]");
    }

    @ParameterizedTest(name = "{0}: create {1}, read {2}, listed {3}, update {4}, delete {5}")
    @CsvSource({
        "'', 403, 404, 0, 404, 404",
        "create, 201, 404, 0, 404, 404",
        "read, 403, 200, 1, 403, 403",
        "update, 403, 404, 0, 200, 404",
        "delete, 403, 404, 0, 404, 200",
        "read delete, 403, 200, 1, 403, 200",
        "create read update delete, 201, 200, 1, 200, 200",
    })
    void memberAccessSaysWhatAMemberMayDoWithTheMembersOwnRecords(
            String access, int create, int read, int listed, int update, int delete) {
        var limited = type("limited", access.isEmpty() ? List.of() : List.of(access.split(" ")));
        var mine = record(limited, 7);
        var theirs = record(limited, 8);
        var member = caller("member");

        expect(read, member.get(mine));
        assertThat(expect(200, member.get(limited + "/records")).at("/total")).isEqualTo(String.valueOf(listed));
        expect(create, member.post(limited + "/records", set("a", 1)));
        expect(update, member.put(mine, set("a", 2)));
        expect(404, member.put(theirs, set("a", 2)));
        expect(404, member.delete(theirs));
        expect(delete, member.delete(mine));
    }

    @Test
    void listAllReadsOnesOwnAlsoWhereMemberAccessLacksRead() {
        var closed = type("closed", List.of());
        expect(200, caller("viewer").get(record(closed, 7)));
        assertThat(caller("viewer").get(closed + "/records").at("/total")).isEqualTo("1");
    }

    @Test
    void theCountsOfOnesOwnRecordsNeedNoScope() {
        var counts = expect(200, caller("member").get("/data-types/member-record-counts"));
        assertThat(counts.json().get("counts").toString()).isEqualTo("{\"" + id(type) + "\":1}");
        assertThat(caller("member")
                        .get("/data-types/member-record-counts?member_id=7")
                        .json())
                .isEqualTo(counts.json());
    }

    @Test
    void theCountsOfAnotherMembersRecordsNeedDatatypesRead() {
        expect(403, caller("member").get("/data-types/member-record-counts?member_id=8"));
        expect(403, caller("records:admin").get("/data-types/member-record-counts?member_id=8"));
        expect(200, caller("datatypes:read").get("/data-types/member-record-counts?member_id=8"));
    }

    @Test
    void theCountsOfAnotherMemberAreOfTheTypesWithListAllOnly() {
        manager.defined(object("name", "hidden"));
        var path = "/data-types/member-record-counts?member_id=8";
        assertThat(manager.as(7L, "datatypes:read").get(path).at("/counts")).isEqualTo("{}");
        assertThat(manager.as(7L, "datatypes:read", "viewer").get(path).at("/counts"))
                .isEqualTo("{\"" + id(type) + "\":1}");
        assertThat(manager.as(7L, "datatypes:read records:read")
                        .get(path)
                        .json()
                        .get("counts"))
                .hasSize(2);
    }

    @ParameterizedTest(name = "{0}: read {1}, write {2}, admin {3}")
    @CsvSource({
        "member, 403, 403, 403",
        "viewer, 403, 403, 403",
        "records:admin, 403, 403, 403",
        "datatypes:read, 200, 403, 403",
        "datatypes:write, 200, 200, 403",
        "datatypes:admin, 200, 200, 200",
    })
    void dataTypesAreReadDefinedAndDeletedByScope(String who, int read, int write, int admin) {
        var caller = caller(who);
        var empty = manager.defined(object("name", "empty"));
        expect(read, caller.get("/data-types"));
        expect(read, caller.get(type));
        expect(read, caller.get("/data-types/slug/note"));
        expect(write == 200 ? 201 : write, caller.post("/data-types", object("name", "T " + UUID.randomUUID())));
        expect(write, caller.put(type, object("description", "new")));
        expect(admin, caller.get(type + "/changes"));
        expect(admin == 200 ? 204 : admin, caller.delete(empty));
    }

    @Test
    void archivingTakesWriteAsDefiningAndRevisingDo() {
        expect(403, caller("datatypes:read").post(type + "/archive", null));
        expect(403, caller("records:admin").post(type + "/archive", null));
        expect(200, caller("datatypes:write").post(type + "/archive", null));
        expect(403, caller("datatypes:read").post(type + "/unarchive", null));
        expect(200, caller("datatypes:write").post(type + "/unarchive", null));
    }

    private static String id(String path) {
        return path.replaceFirst(".*/", "");
    }
}
