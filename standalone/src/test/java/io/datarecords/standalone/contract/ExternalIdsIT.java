package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.encoded;
import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess.Answer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 2, external ids, and section 3 on the field that is one. */
class ExternalIdsIT {

    private final Client manager = Client.manager();
    private final String type = manager.define("note", field("text", "text"));

    private Answer create(String externalId) {
        return manager.post(type + "/records", object("fieldValues", object(), "externalId", externalId));
    }

    @Test
    void have1To255Characters() {
        expect(400, create(""));
        expect(201, create("x"));
        expect(201, create("y".repeat(255)));
        expect(400, create("y".repeat(256)));
        expect(201, create("\uD83D\uDE00".repeat(255)));
        expect(201, manager.post(type + "/upsert/" + "u".repeat(255), set()));
        expect(400, manager.post(type + "/upsert/" + "u".repeat(256), set()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0, 0x1, 0x9, 0xa, 0xd, 0x1f, 0x7f, 0x85, 0x9f})
    void haveNoControlCharacters(int control) {
        var id = "a" + Character.toString(control) + "b";
        expect(400, create(id));
        if (control != 0) {
            expect(400, manager.post(type + "/upsert/" + encoded(id), set()));
        }
    }

    @Test
    void areUniqueWithinTheDataType() {
        var first = expect(201, create("shared-id"));
        var taken = expect(409, create("shared-id"));
        assertThat(taken.problem()).isEqualTo("external-id-taken");
        assertThat(taken.at("/detail")).contains("shared-id");
        assertThat(taken.body().replaceAll("\"instance\":\"[^\"]*\"", "")).doesNotContain("" + first.id() + "\"");
        var other = manager.define("other");
        expect(201, manager.post(other + "/records", object("fieldValues", object(), "externalId", "shared-id")));
        expect(201, create("Shared-id"));
    }

    @Test
    void areSetAtCreationOnly() {
        var record = type + "/records/" + create("x").id();
        expect(400, manager.put(record, object("fieldValues", object(), "externalId", "y")));
        assertThat(manager.get(record).at("/externalId")).isEqualTo("x");
    }

    @Test
    void areFreeAgainAfterDeletion() {
        var first = create("x");
        manager.delete(type + "/records/" + first.id());
        assertThat(expect(201, create("x")).id()).isNotEqualTo(first.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "/",
                "//",
                "a\\b",
                ".",
                "..",
                "a;b=c",
                "a?b",
                "a#b",
                "a%b",
                "%2F",
                "%",
                "a b",
                " ",
                "a+b",
                "ü",
                "日本",
                "🙂",
                "a:b@c&d=e,f$g!h*i'j(k)",
                "[x]",
                "{x}",
                "\"",
                "<x>",
                "|^`~",
                "\u200f\u05d0",
                "e\u0301"
            })
    void mayHoldAnyCharacterPercentEncodedInAPath(String externalId) {
        var path = type + "/upsert/" + encoded(externalId).replace(".", "%2E");
        var created = expect(201, manager.post(path, set("text", "a")));
        assertThat(created.at("/externalId")).isEqualTo(externalId);
        assertThat(expect(200, manager.post(path, set("text", "b"))).id()).isEqualTo(created.id());
        assertThat(expect(200, manager.put(type + "/records?externalId=" + encoded(externalId), set("text", "c")))
                        .id())
                .isEqualTo(created.id());
        assertThat(expect(200, manager.get(type + "/records?externalId=" + encoded(externalId)))
                        .items("/id"))
                .containsExactly(String.valueOf(created.id()));
    }

    @Nested
    class AFieldThatIsOne {

        private final String coded = manager.define(
                "coded", field("code", "text", "required", true, "isExternalId", true), field("text", "text"));

        @Test
        void givesTheRecordsExternalId() {
            var created = expect(201, manager.post(coded + "/records", set("code", "c-1")));
            assertThat(created.at("/externalId")).isEqualTo("c-1");
            expect(409, manager.post(coded + "/records", set("code", "c-1")));
            assertThat(expect(200, manager.post(coded + "/upsert/c-1", set("text", "a")))
                            .id())
                    .isEqualTo(created.id());
        }

        @Test
        void isFixedAfterCreation() {
            var record = manager.create(coded, "code", "c-1");
            expect(400, manager.put(record, set("code", "c-2")));
            expect(400, manager.put(record, set("code", null)));
            expect(400, manager.post(coded + "/upsert/c-1", set("code", "c-2")));
            assertThat(manager.get(record).at("/fieldValues/code")).isEqualTo("c-1");
        }

        @Test
        void refusesADifferentExplicitExternalId() {
            expect(
                    400,
                    manager.post(coded + "/records", object("fieldValues", object("code", "a"), "externalId", "b")));
            expect(
                    201,
                    manager.post(coded + "/records", object("fieldValues", object("code", "a"), "externalId", "a")));
            expect(400, manager.post(coded + "/upsert/b", set("code", "c")));
            expect(201, manager.post(coded + "/upsert/b", set("code", "b")));
        }

        @Test
        void has1To255Characters() {
            expect(400, manager.post(coded + "/records", set("code", "")));
            expect(400, manager.post(coded + "/records", set("code", "c".repeat(256))));
            expect(201, manager.post(coded + "/records", set("code", "c".repeat(255))));
            expect(400, manager.post(coded + "/records", set("code", "a\nb")));
        }

        @Test
        void isOneRequiredTextField() {
            refuseDefinition(field("code", "text", "isExternalId", true));
            refuseDefinition(field("code", "integer", "required", true, "isExternalId", true));
            refuseDefinition(
                    field("code", "text", "required", true, "isExternalId", true),
                    field("key", "text", "required", true, "isExternalId", true));
        }

        private void refuseDefinition(Object... fields) {
            expect(400, manager.post("/data-types", object("name", "Refused", "fields", List.of(fields))));
        }
    }
}
