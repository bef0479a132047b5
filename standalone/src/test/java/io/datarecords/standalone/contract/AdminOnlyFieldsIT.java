package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess.Answer;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 1, the row on fields marked isAdminOnly. */
class AdminOnlyFieldsIT {

    private final Client manager = Client.manager();
    private final Client writer = manager.as(7L, "datatypes:admin records:write");
    private final String type = manager.define(
            "note", field("open", "text"), field("secret", "text", "isAdminOnly", true, "shouldIndex", true));
    private final String record = manager.create(type, "open", "plain", "secret", "hidden");

    @Test
    void recordsAdminSeesAndSetsThem() {
        expect(200, manager.put(record, set("secret", "other")));
        assertThat(manager.get(record).at("/fieldValues/secret")).isEqualTo("other");
        assertThat(manager.get(type + "/records?secret=other").at("/total")).isEqualTo("1");
        assertThat(manager.get(type + "/records?search=other").at("/total")).isEqualTo("1");
        assertThat(manager.get(record + "/changes?field=secret").at("/total")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?version=1", "?asOf=2999-01-01T00:00:00Z"})
    void toAnyoneElseTheyAreAbsentFromRecords(String rest) {
        assertThat(writer.get(record + rest).at("/fieldValues")).isEqualTo("{\"open\":\"plain\"}");
    }

    @Test
    void toAnyoneElseTheyAreAbsentFromAnswersToWrites() {
        assertThat(expect(200, writer.put(record, set("open", "new"))).at("/fieldValues"))
                .isEqualTo("{\"open\":\"new\"}");
    }

    @Test
    void toAnyoneElseTheyAreAbsentFromLists() {
        assertThat(writer.get(type + "/records").items("/fieldValues")).containsExactly("{\"open\":\"plain\"}");
    }

    @Test
    void toAnyoneElseTheyAreAbsentFromSearches() {
        assertThat(expect(200, writer.get(type + "/records?search=hidden")).at("/total"))
                .isEqualTo("0");
        assertThat(expect(200, writer.get(type + "/records?search=plain")).at("/total"))
                .isEqualTo("1");
    }

    @Test
    void toAnyoneElseTheyAreAbsentFromChangesAndNotCounted() {
        manager.put(record, set("secret", "other"));
        var changes = expect(200, writer.get(record + "/changes"));
        assertThat(changes.at("/total")).isEqualTo("1");
        assertThat(changes.body()).doesNotContain("secret", "hidden", "other");
        assertThat(manager.get(record + "/changes").at("/total")).isEqualTo("2");
    }

    @Test
    void namingOneInACreateIsTheSame400AsAnUnknownField() {
        assertSameAsUnknown(slug -> writer.post(type + "/records", set(slug, "x")));
    }

    @Test
    void namingOneInAnUpdateIsTheSame400AsAnUnknownField() {
        assertSameAsUnknown(slug -> writer.put(record, set(slug, "x")));
        assertSameAsUnknown(slug -> writer.put(record, set(slug, null)));
    }

    @Test
    void namingOneInAnUpsertIsTheSame400AsAnUnknownField() {
        assertSameAsUnknown(slug -> writer.post(type + "/upsert/x", set(slug, "x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/records?secret=x",
                "/records?secret%5Bexists%5D=true",
                "/records?secret%5Bcontains%5D=x",
                "/records?secret%5Bnonsense%5D=x",
                "/records?sortBy=secret",
                "/records?sortBy=secret&sortOrder=desc"
            })
    void namingOneInAFilterOrSortIsTheSame400AsAnUnknownField(String query) {
        assertSameAsUnknown(slug -> writer.get(type + query.replace("secret", slug)));
    }

    @Test
    void namingOneInChangesIsTheSame400AsAnUnknownField() {
        assertSameAsUnknown(slug -> writer.get(record + "/changes?field=" + slug));
    }

    private static void assertSameAsUnknown(Function<String, Answer> call) {
        var named = expect(400, call.apply("secret"));
        var unknown = expect(400, call.apply("nosuch"));
        assertThat(named.body().replace("secret", "nosuch")).isEqualTo(unknown.body());
    }

    @Test
    void aFieldBothRequiredAndAdminOnlyNeedsADefaultOrTheDefinitionIsRefused() {
        var needy = field("code", "text", "required", true, "isAdminOnly", true);
        expect(400, manager.post("/data-types", object("name", "Needy", "fields", List.of(needy))));
        needy.put("default", "none");
        var defined = manager.define("content", needy);
        assertThat(expect(201, writer.post(defined + "/records", set())).at("/fieldValues"))
                .isEqualTo("{}");
        assertThat(manager.get(defined + "/records").items("/fieldValues/code")).containsExactly("none");
    }
}
