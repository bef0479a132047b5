package io.datarecords.command.datatype;

import static io.datarecords.command.Api.record;
import static io.datarecords.command.Api.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.Api;
import io.datarecords.command.Api.Answer;
import io.datarecords.command.Api.Client;
import io.datarecords.command.CommandSideTest;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a definition may say, and what a revision of it means for the records that are there. */
@CommandSideTest
class RevisionHttpTest {

    private static final String NOTE = "{\"name\":\"Note\",\"fieldType\":\"text\"}";

    @Autowired
    private Api api;

    private Client admin;
    private Client writer;

    @BeforeEach
    void enter() {
        admin = api.admin();
        writer = admin.as(null, "records:write");
    }

    private Answer revise(long type, String fields) {
        return admin.put("/data-types/" + type, "{\"fields\":[" + fields + "]}");
    }

    private void revised(long type, String fields) {
        assertThat(revise(type, fields).status()).isEqualTo(200);
    }

    private Answer update(long type, long id, String fieldValues) {
        return writer.put(record(type, id), "{\"fieldValues\":" + fieldValues + "}");
    }

    @Nested
    class AFieldThatIsTightened {

        @Test
        void blocks_only_writes_that_name_it() {
            // given
            long type = admin.define("[" + NOTE + ",{\"name\":\"Age\",\"fieldType\":\"integer\"}]");
            long old = admin.create(type, "{\"note\":\"a\",\"age\":200}");

            // when
            revised(type, NOTE + ",{\"name\":\"Age\",\"fieldType\":\"integer\",\"rules\":{\"max\":150}}");

            // then
            assertThat(update(type, old, "{\"note\":\"b\"}").fieldValues()).isEqualTo(Map.of("note", "b", "age", 200L));
            assertThat(update(type, old, "{\"note\":\"c\",\"age\":200}").violations())
                    .containsExactly("/fieldValues/age max");
        }

        @Test
        void by_being_required_blocks_only_writes_that_clear_it_and_creations_without_it() {
            // given
            long type = admin.define("[" + NOTE + "]");
            long old = admin.create(type, "{\"note\":\"a\"}");

            // when
            revised(type, NOTE + ",{\"name\":\"Age\",\"fieldType\":\"integer\",\"required\":true}");

            // then
            assertThat(update(type, old, "{\"note\":\"b\"}").status()).isEqualTo(200);
            assertThat(update(type, old, "{\"age\":null}").violations()).containsExactly("/fieldValues/age required");
            assertThat(writer.post(records(type), "{\"fieldValues\":{\"note\":\"x\"}}")
                            .violations())
                    .containsExactly("/fieldValues/age required");
        }

        @Test
        void by_losing_an_option_keeps_the_value_where_it_is() {
            // given
            long type = admin.define(
                    "[" + NOTE + ",{\"name\":\"Kind\",\"fieldType\":\"dropdown\",\"options\":[\"a\",\"b\"]}]");
            long old = admin.create(type, "{\"kind\":\"a\"}");

            // when
            revised(type, NOTE + ",{\"name\":\"Kind\",\"fieldType\":\"select\",\"options\":[\"b\",\"c\"]}");

            // then
            assertThat(update(type, old, "{\"note\":\"x\"}").fieldValues()).containsEntry("kind", "a");
            assertThat(update(type, old, "{\"kind\":\"a\"}").violations()).containsExactly("/fieldValues/kind option");
            assertThat(update(type, old, "{\"kind\":\"c\"}").fieldValues()).containsEntry("kind", "c");
        }
    }

    @Test
    void a_default_applies_at_creation_only() {
        // given
        long type = admin.define("[" + NOTE + "]");
        long old = admin.create(type, "{\"note\":\"a\"}");

        // when
        revised(type, NOTE + ",{\"name\":\"State\",\"fieldType\":\"text\",\"default\":\"new\"}");

        // then
        assertThat(update(type, old, "{\"note\":\"b\"}").fieldValues()).isEqualTo(Map.of("note", "b"));
        var created = writer.post(records(type), "{\"fieldValues\":{}}");
        assertThat(created.fieldValues()).isEqualTo(Map.of("state", "new"));
        assertThat(update(type, created.id(), "{\"state\":null}").fieldValues()).isEmpty();
    }

    @Test
    void a_field_that_is_removed_is_unknown_and_one_added_again_is_another() {
        // given
        long type = admin.define("[" + NOTE + ",{\"name\":\"Age\",\"fieldType\":\"integer\"}]");
        long old = admin.create(type, "{\"note\":\"a\",\"age\":7}");

        // when
        revised(type, NOTE);

        // then
        assertThat(update(type, old, "{\"age\":8}").violations()).containsExactly("/fieldValues/age unknown");
        assertThat(update(type, old, "{\"note\":\"b\"}").fieldValues()).isEqualTo(Map.of("note", "b"));

        // when
        revised(type, NOTE + ",{\"name\":\"Age\",\"fieldType\":\"text\"}");

        // then
        assertThat(update(type, old, "{\"note\":\"c\"}").fieldValues()).isEqualTo(Map.of("note", "c"));
        assertThat(update(type, old, "{\"age\":8}").violations()).containsExactly("/fieldValues/age type");
        assertThat(update(type, old, "{\"age\":\"eight\"}").fieldValues()).containsEntry("age", "eight");
    }

    @Test
    void a_field_is_admin_only_from_one_revision_to_another() {
        // given
        long type = admin.define("[" + NOTE + ",{\"name\":\"Age\",\"fieldType\":\"integer\"}]");
        long old = admin.create(type, "{\"age\":7}");

        // when
        revised(type, NOTE + ",{\"name\":\"Age\",\"fieldType\":\"integer\",\"isAdminOnly\":true}");

        // then
        assertThat(update(type, old, "{\"age\":8}").violations()).containsExactly("/fieldValues/age unknown");
        assertThat(update(type, old, "{\"note\":\"a\"}").fieldValues()).isEqualTo(Map.of("note", "a"));

        // when
        revised(type, NOTE + ",{\"name\":\"Age\",\"fieldType\":\"integer\"}");

        // then
        assertThat(update(type, old, "{\"note\":\"b\"}").fieldValues()).isEqualTo(Map.of("note", "b", "age", 7L));
    }

    @Test
    void a_revision_that_spells_numbers_otherwise_is_none() {
        // given
        long type =
                admin.define("[{\"name\":\"Dose\",\"fieldType\":\"number\",\"rules\":{\"max\":100},\"default\":2.5}]");

        // when
        var answer =
                revise(type, "{\"name\":\"Dose\",\"fieldType\":\"number\",\"rules\":{\"max\":1e2},\"default\":2.50}");

        // then
        assertThat(answer.version()).isEqualTo(1);
        assertThat(revise(type, "{\"name\":\"Dose\",\"fieldType\":\"number\",\"rules\":{\"max\":1e3}}")
                        .version())
                .isEqualTo(2);
    }

    @Nested
    class ADefinitionIsRefused {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        "fieldType":"text","required":true,"isAdminOnly":true  | /fields/0/default required
                        "fieldType":"text","rules":[]                          | /fields/0/rules type
                        "fieldType":"text","rules":{"max":3}                   | /fields/0/rules/max unknown
                        "fieldType":"text","rules":{"maxLength":"3"}           | /fields/0/rules/maxLength type
                        "fieldType":"text","rules":{"pattern":"(?=a)b"}        | /fields/0/rules/pattern pattern
                        "fieldType":"text","rules":{"pattern":"(a)\\\\1"}        | /fields/0/rules/pattern pattern
                        "fieldType":"text","options":["a"]                     | /fields/0/options unknown
                        "fieldType":"select","options":"a"                     | /fields/0/options type
                        "fieldType":"dropdown"                                 | /fields/0/options required
                        "fieldType":"integer","default":"3"                    | /fields/0/default type
                        "fieldType":"integer","rules":{"max":2},"default":3    | /fields/0/default max
                        "fieldType":"record"                                   | /fields/0/rules/dataType required
                        "fieldType":"integer","isExternalId":true,"required":true | /fields/0/isExternalId type
                        "fieldType":"text","slug":"page_size"                  | /fields/0/slug reserved
                        "fieldType":"text","required":"yes"                    | /fields/0/required type
                        """)
        void with_a_field_that_makes_no_sense_when_new_and_when_revised(String properties, String violation) {
            var field = "{\"name\":\"A\"," + properties + "}";
            var defined = admin.post("/data-types", "{\"name\":\"T\",\"fields\":[" + field + "]}");

            assertThat(defined.status()).isEqualTo(400);
            assertThat(defined.violations()).containsExactly(violation);
            assertThat(revise(admin.define("[]"), field).violations()).containsExactly(violation);
        }

        @Test
        void with_two_fields_whose_names_make_one_slug() {
            var answer = admin.post(
                    "/data-types", "{\"name\":\"T\",\"fields\":[" + NOTE + "," + NOTE.replace("Note", "note!") + "]}");

            assertThat(answer.violations()).containsExactly("/fields/1/slug duplicate");
        }

        @Test
        void with_more_than_anybody_needs() {
            var answer = admin.post(
                    "/data-types",
                    "{\"name\":\"" + "n".repeat(256) + "\",\"description\":\"" + "d".repeat(10_001) + "\",\"fields\":["
                            + repeated(501, "{\"name\":\"F%d\",\"fieldType\":\"text\"}") + "],\"grants\":["
                            + repeated(201, "{\"role\":\"r%d\",\"actions\":[]}") + "]}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.violations())
                    .containsExactlyInAnyOrder(
                            "/name maxLength", "/description maxLength", "/fields maxItems", "/grants maxItems");
        }

        private static String repeated(int times, String json) {
            return IntStream.range(0, times).mapToObj(json::formatted).collect(Collectors.joining(","));
        }
    }

    @Test
    void a_record_field_may_point_to_its_own_type_and_to_one_that_is_yet_to_come() {
        long type = admin.define("""
                [{"name":"Parent","fieldType":"record","rules":{"dataType":"person"}},
                 {"name":"Ward","fieldType":"record","rules":{"dataType":"ward"}}]""".replace("\n", ""));

        assertThat(writer.post(records(type), "{\"fieldValues\":{\"ward\":" + type + "}}")
                        .violations())
                .containsExactly("/fieldValues/ward reference");
    }
}
