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

/** Section 3, the revision of a data type with every consequence. */
class RevisionsIT {

    private final Client manager = Client.manager();
    private final String type = manager.define("note", field("a", "text"), field("b", "integer"));

    private Answer fields(Object... fields) {
        return manager.put(type, object("fields", List.of(fields)));
    }

    @Test
    void aRevisionChangesWhatIsNamedAndWhatIsAbsentStays() {
        manager.put(type, object("description", "d"));
        var answer = expect(
                200,
                manager.put(
                        type,
                        object(
                                "name",
                                "New name",
                                "memberAccess",
                                List.of("read"),
                                "grants",
                                List.of(object("role", "nurse", "actions", List.of("delete"))))));
        assertThat(answer.at("/name")).isEqualTo("New name");
        assertThat(answer.at("/slug")).isEqualTo("note");
        assertThat(answer.at("/description")).isEqualTo("d");
        assertThat(answer.at("/memberAccess")).isEqualTo("[\"read\"]");
        assertThat(answer.at("/grants")).isEqualTo("[{\"role\":\"nurse\",\"actions\":[\"delete\"]}]");
        assertThat(answer.json().get("fields").size()).isEqualTo(2);
        assertThat(answer.at("/version")).isEqualTo("3");
        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
        assertThat(manager.get(type).json()).isEqualTo(answer.json());
    }

    @Test
    void fieldsAreTheWholeListMatchedBySlug() {
        var answer = expect(200, fields(field("b", "integer", "name", "Renamed"), field("c", "boolean")));
        assertThat(answer.json().get("fields").values().stream()
                        .map(f -> f.get("slug").asString()))
                .containsExactly("b", "c");
        assertThat(answer.at("/fields/0/name")).isEqualTo("Renamed");
    }

    @Test
    void aFieldsTypeIsFixed() {
        expect(400, fields(field("a", "integer"), field("b", "integer")));
        expect(400, fields(field("a", "long_text"), field("b", "integer")));
    }

    @Test
    void theSlugAndIsCollectionAreFixed() {
        expect(400, manager.put(type, object("slug", "other")));
        expect(400, manager.put(type, object("isCollection", false)));
        assertThat(manager.get(type).at("/slug")).isEqualTo("note");
    }

    @Test
    void aRemovedFieldsValuesLeaveTheViewsAndStayInTheHistory() {
        var record = manager.create(type, "a", "gone", "b", 1);
        fields(field("b", "integer"));
        assertThat(manager.get(record).at("/fieldValues")).isEqualTo("{\"b\":1}");
        assertThat(manager.get(type + "/records").items("/fieldValues")).containsExactly("{\"b\":1}");
        assertThat(expect(200, manager.put(record, set("b", 2))).at("/fieldValues"))
                .isEqualTo("{\"b\":2}");
        expect(400, manager.put(record, set("a", "again")));
        assertThat(manager.get(record + "/changes").body()).contains("gone");
        assertThat(manager.get(record + "?version=1").at("/fieldValues/a")).isEqualTo("gone");
    }

    @Test
    void aRemovedSlugAddedAgainIsANewFieldOfAnyTypeAndOldValuesDoNotReturn() {
        var record = manager.create(type, "a", "old", "b", 1);
        fields(field("b", "integer"));
        expect(200, fields(field("a", "integer"), field("b", "integer")));
        assertThat(manager.get(record).at("/fieldValues")).isEqualTo("{\"b\":1}");
        assertThat(manager.get(type + "/records").items("/fieldValues")).containsExactly("{\"b\":1}");
        expect(200, manager.put(record, set("a", 5)));
        assertThat(manager.get(record).at("/fieldValues/a")).isEqualTo("5");
        assertThat(manager.get(record + "?version=1").at("/fieldValues/a")).isEqualTo("old");
        fields(field("b", "integer"));
        fields(field("a", "text"), field("b", "integer"));
        assertThat(manager.get(record).at("/fieldValues")).isEqualTo("{\"b\":1}");
    }

    @Test
    void onlyTheFieldsNamedInAWriteAreValidatedSoThatATightenedFieldBlocksNoOtherUpdate() {
        var record = manager.create(type, "a", "long enough", "b", 100);
        expect(
                200,
                fields(
                        field("a", "text", "rules", object("maxLength", 3)),
                        field("b", "integer"),
                        field("c", "text", "required", true)));
        assertThat(expect(200, manager.put(record, set("b", 5))).at("/fieldValues"))
                .isEqualTo("{\"a\":\"long enough\",\"b\":5}");
        assertThat(expect(400, manager.put(record, set("a", "longer"))).violations())
                .containsExactly("/fieldValues/a maxLength");
        expect(400, manager.put(record, set("c", null)));
        expect(400, manager.post(type + "/records", set("b", 5)));
    }

    @Test
    void defaultsApplyAtCreationOnly() {
        var record = manager.create(type, "b", 1);
        fields(field("a", "text", "default", "dflt"), field("b", "integer"));
        assertThat(manager.get(record).at("/fieldValues")).isEqualTo("{\"b\":1}");
        assertThat(expect(200, manager.put(record, set("b", 2))).at("/fieldValues"))
                .isEqualTo("{\"b\":2}");
        var created = manager.create(type, "b", 1);
        assertThat(manager.get(created).at("/fieldValues/a")).isEqualTo("dflt");
        manager.put(created, set("a", null));
        assertThat(manager.get(created).at("/fieldValues")).isEqualTo("{\"b\":1}");
    }

    @Test
    void aDefaultMustBeAValueOfItsField() {
        expect(400, fields(field("a", "text"), field("b", "integer", "default", "x")));
        expect(400, fields(field("a", "text"), field("b", "integer", "default", 5, "rules", object("max", 3))));
    }

    @Test
    void aFieldThatBecomesAdminOnlyIsHiddenAtOnce() {
        var record = manager.create(type, "a", "secret", "b", 1);
        fields(field("a", "text", "isAdminOnly", true), field("b", "integer"));
        var reader = manager.as(5L, "records:read");
        assertThat(reader.get(record).at("/fieldValues")).isEqualTo("{\"b\":1}");
        assertThat(reader.get(type + "/records").items("/fieldValues")).containsExactly("{\"b\":1}");
        expect(400, reader.get(type + "/records?a=secret"));
    }

    @Test
    void grantsAndMemberAccessHoldAtOnce() {
        var record = manager.create(type, "b", 1);
        var nurse = manager.as(5L, "", "nurse");
        expect(404, nurse.get(record));
        manager.put(type, object("grants", List.of(object("role", "nurse", "actions", List.of("list_all")))));
        expect(200, nurse.get(record));
        manager.put(type, object("grants", List.of()));
        expect(404, nurse.get(record));
    }
}
