package io.datarecords.query.history;

import static io.datarecords.query.Workspace.adminOnly;
import static io.datarecords.query.Workspace.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.query.Answer;
import io.datarecords.query.QuerySideTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MemberExportTest extends QuerySideTest {

    private long visit;
    private long first;
    private long second;

    @BeforeEach
    void aMemberAmongOthers() {
        visit = workspace.define("visit", field("note"), adminOnly("secret"));
        long diary = workspace.define("diary", field("text"));
        first = workspace.create(visit, MEMBER, "note", "one", "secret", new BigDecimal("1.50"));
        workspace.create(visit, OTHER_MEMBER, "note", "another's");
        second = workspace.create(diary, MEMBER, "text", "dear diary");
        workspace.update(first, "note", "two");
    }

    private Answer export(String token) {
        return get(token, "/members/" + MEMBER + "/export");
    }

    private static List<JsonNode> records(Answer answer) {
        return StreamSupport.stream(answer.body().get("records").spliterator(), false)
                .toList();
    }

    private static List<Long> ids(Answer answer) {
        return records(answer).stream()
                .map(entry -> entry.get("record").get("id").longValue())
                .toList();
    }

    @Test
    void hasEachRecordOfTheMemberWithItsHistory() {
        // when
        var answer = export(admin());

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"member-101.json\"");
        assertThat(answer.body().propertyNames()).containsExactly("memberId", "exportedAt", "records");
        assertThat(answer.body().get("memberId").longValue()).isEqualTo(MEMBER);
        assertThat(ids(answer)).containsExactly(first, second);
        var entry = records(answer).getFirst();
        var record = get(admin(), "/data-types/" + visit + "/records/" + first);
        var changes = get(admin(), "/data-types/" + visit + "/records/" + first + "/changes?sortOrder=asc");
        assertThat(entry.get("record").toString())
                .isEqualTo(record.body().toString().replaceFirst("}$", ",\"dataTypeSlug\":\"visit\"}"));
        assertThat(entry.get("changes")).isEqualTo(changes.body().get("items"));
        assertThat(answer.text()).doesNotContain("another's").contains("\"secret\":1.50");
    }

    @Test
    void hasNothingOfWhatIsDeleted() {
        workspace.delete(first);

        assertThat(ids(export(admin()))).containsExactly(second);
        assertThat(export(admin()).text()).doesNotContain("two");
    }

    @Test
    void isAsLongAsThereAreRecords() {
        workspace.createMany(1_100, visit, MEMBER, "note", "more");

        assertThat(ids(export(admin()))).hasSize(1_102).doesNotHaveDuplicates();
    }

    @Test
    void isEmptyForWhoHasNone() {
        assertThat(records(get(admin(), "/members/999/export"))).isEmpty();
    }

    @Test
    void isForAdministratorsOfRecords() {
        assertThat(export(reader()).problem()).isEqualTo("forbidden");
        assertThat(export(member()).problem()).isEqualTo("forbidden");
        assertThat(export(null).status()).isEqualTo(401);
        assertThat(get(admin(), "/members/" + MEMBER + "/export?page=1").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "x", "-1", "01"})
    void isOfNobodyWithoutAnId(String member) {
        assertThat(get(admin(), "/members/" + member + "/export").problem()).isEqualTo("not-found");
    }
}
