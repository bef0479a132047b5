package io.datarecords.query.membercount;

import static io.datarecords.query.Workspace.field;
import static io.datarecords.query.Workspace.memberAccess;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.edge.TestTokens;
import io.datarecords.query.QuerySideTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MemberCountTest extends QuerySideTest {

    private static final String PATH = "/data-types/member-record-counts";

    private long visits;
    private long diaries;
    private long notes;

    @BeforeEach
    void someRecords() {
        visits = workspace.define("visit", field("note"));
        diaries = workspace.define("diary", memberAccess(), field("note"));
        notes = workspace.define("note", field("note"));
        workspace.create(visits, MEMBER, "note", "1");
        workspace.create(visits, MEMBER, "note", "2");
        workspace.create(visits, OTHER_MEMBER, "note", "3");
        workspace.create(visits, null, "note", "4");
        workspace.create(diaries, MEMBER, "note", "5");
    }

    private String counts(long ofVisits, long ofDiaries, long ofNotes) {
        return "{\"counts\":{\"%d\":%d,\"%d\":%d,\"%d\":%d}}"
                .formatted(visits, ofVisits, diaries, ofDiaries, notes, ofNotes);
    }

    @Test
    void aMemberIsToldOfEveryTypeZerosIncludedWithoutAnyScope() {
        assertThat(get(member(), PATH).text()).isEqualTo(counts(2, 1, 0));
        assertThat(get(member(), PATH + "?member_id=" + MEMBER).text()).isEqualTo(counts(2, 1, 0));
        assertThat(get(member(), PATH + "?memberId=" + MEMBER).text()).isEqualTo(counts(2, 1, 0));
    }

    @Test
    void archivedTypesAreIncludedAndDeletedOnesAreNot() {
        // given
        workspace.archive(visits);
        workspace.deleteType(notes);

        // then
        assertThat(get(member(), PATH).text()).isEqualTo("{\"counts\":{\"%d\":2,\"%d\":1}}".formatted(visits, diaries));
    }

    @Test
    void countsFollowCreatesAndDeletes() {
        // given
        long record = workspace.create(notes, MEMBER, "note", "x");
        workspace.update(record, "note", "y");
        workspace.create(notes, MEMBER, "note", "z");
        assertThat(get(member(), PATH).text()).isEqualTo(counts(2, 1, 2));

        // when
        workspace.delete(record);

        // then
        assertThat(get(member(), PATH).text()).isEqualTo(counts(2, 1, 1));
    }

    @Nested
    class OfAnotherMember {

        @Test
        void needsToReadDataTypes() {
            var answer = get(member("records:admin"), PATH + "?member_id=" + OTHER_MEMBER);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.problem()).isEqualTo("forbidden");
        }

        @Test
        void tellsOnlyOfTypesThatTheCallerMayList() {
            assertThat(get(member("datatypes:read", "nurse"), PATH + "?member_id=" + OTHER_MEMBER)
                            .text())
                    .isEqualTo("{\"counts\":{\"%d\":1,\"%d\":0}}".formatted(visits, notes));
            assertThat(get(member("datatypes:read"), PATH + "?member_id=" + OTHER_MEMBER)
                            .text())
                    .isEqualTo("{\"counts\":{}}");
            assertThat(get(nobody("datatypes:read records:read"), PATH + "?member_id=" + OTHER_MEMBER)
                            .text())
                    .isEqualTo(counts(1, 0, 0));
        }
    }

    @Nested
    class Errors {

        @Test
        void noMemberAtAllIs400() {
            var answer = get(nobody("datatypes:admin records:admin"), PATH);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.pointer()).isEqualTo("member_id");
        }

        @Test
        void malformedIs400() {
            assertThat(get(member(), PATH + "?member_id=me").status()).isEqualTo(400);
            assertThat(get(member(), PATH + "?member_id=1&memberId=1").status()).isEqualTo(400);
            assertThat(get(member(), PATH + "?page=1").status()).isEqualTo(400);
        }

        @Test
        void noTokenIs401() {
            assertThat(get(null, PATH).status()).isEqualTo(401);
        }
    }

    @Test
    void otherWorkspacesAreNotTold() {
        // given
        var elsewhere = new io.datarecords.query.Workspace(log);
        elsewhere.create(elsewhere.define("visit", field("note")), MEMBER, "note", "x");

        // then
        assertThat(get(member(), PATH).text()).isEqualTo(counts(2, 1, 0));
        assertThat(getIn(
                                "/api/v2/w/" + elsewhere.id() + PATH,
                                TestTokens.token(elsewhere.id(), OTHER_MEMBER, "datatypes:read"))
                        .body()
                        .get("counts")
                        .size())
                .isEqualTo(1);
    }
}
