package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.json;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 3, the table of field types: what each takes, what it refuses, and how it is given back. */
class FieldTypesIT {

    private static Client manager;
    private static String type;

    @BeforeAll
    static void define() {
        manager = Client.manager();
        type = manager.define(
                "everything",
                field("text", "text"),
                field("text_2_4", "text", "rules", object("minLength", 2, "maxLength", 4)),
                field("text_pattern", "text", "rules", object("pattern", "[a-c]+\\d")),
                field("long_text", "long_text"),
                field("long_text_2_4", "long_text", "rules", object("minLength", 2, "maxLength", 4)),
                field("integer", "integer"),
                field("integer_1_9", "integer", "rules", object("min", 1, "max", 9)),
                field("number", "number"),
                field("number_1_9", "number", "rules", object("min", 1.5, "max", 9.5, "scale", 2)),
                field("boolean", "boolean"),
                field("date", "date"),
                field("date_2024", "date", "rules", object("min", "2024-01-01", "max", "2024-12-31")),
                field("time", "time"),
                field("time_office", "time", "rules", object("min", "09:00", "max", "17:00")),
                field("datetime", "datetime"),
                field(
                        "datetime_2024",
                        "datetime",
                        "rules",
                        object("min", "2024-01-01T00:00:00Z", "max", "2024-12-31T23:59:59Z")),
                field("email", "email"),
                field("email_20", "email", "rules", object("maxLength", 20)),
                field("url", "url"),
                field("url_20", "url", "rules", object("maxLength", 20)),
                field("phone", "phone"),
                field("select", "select", "options", List.of("red", "green")),
                field("dropdown", "dropdown", "options", List.of("red", "green")),
                field("multi_select", "multi_select", "options", List.of("red", "green", "blue")),
                field(
                        "multi_select_1_2",
                        "multi_select",
                        "options",
                        List.of("red", "green", "blue"),
                        "rules",
                        object("minItems", 1, "maxItems", 2)),
                field("json", "json"),
                field("member", "member"));
    }

    private static Answer create(String slug, String value) {
        return manager.post(type + "/records", "{\"fieldValues\":{\"" + slug + "\":" + json(value) + "}}");
    }

    @ParameterizedTest(name = "{0}: {1} is given back as {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text | 'a' | 'a'",
                "text | '' | ''",
                "text | ' a\\n\\t ' | ' a\\n\\t '",
                "text | '\\ud83d\\ude00' | '😀'",
                "text | 'e\\u0301' | 'e\u0301'",
                "text_2_4 | 'ab' | 'ab'",
                "text_2_4 | '😀😀😀😀' | '😀😀😀😀'",
                "text_pattern | 'abc1' | 'abc1'",
                "long_text | 'a\\nb' | 'a\\nb'",
                "long_text_2_4 | 'abcd' | 'abcd'",
                "integer | 0 | 0",
                "integer | -0 | 0",
                "integer | 9223372036854775807 | 9223372036854775807",
                "integer | -9223372036854775808 | -9223372036854775808",
                "integer_1_9 | 1 | 1",
                "integer_1_9 | 9 | 9",
                "number | 1 | 1",
                "number | 70.10 | 70.10",
                "number | -0.5 | -0.5",
                "number | 0.1 | 0.1",
                "number | 1e3 | 1000",
                "number | 1.5E-3 | 0.0015",
                "number | 12345678901234567890123456789012345678 | 12345678901234567890123456789012345678",
                "number | 0.12345678901234567890123456789012345678 | 0.12345678901234567890123456789012345678",
                "number | 1e38 | 100000000000000000000000000000000000000",
                "number | 1e-38 | 0.00000000000000000000000000000000000001",
                "number_1_9 | 1.5 | 1.5",
                "number_1_9 | 9.49 | 9.49",
                "boolean | true | true",
                "boolean | false | false",
                "date | '2024-01-15' | '2024-01-15'",
                "date | '2024-02-29' | '2024-02-29'",
                "date_2024 | '2024-12-31' | '2024-12-31'",
                "time | '13:45' | '13:45'",
                "time | '13:45:30' | '13:45:30'",
                "time | '00:00' | '00:00'",
                "time_office | '17:00' | '17:00'",
                "datetime | '2024-01-15T10:30:00Z' | '2024-01-15T10:30:00Z'",
                "datetime | '2024-01-15T10:30:00+02:00' | '2024-01-15T08:30:00Z'",
                "datetime | '2024-01-15T23:30:00-05:00' | '2024-01-16T04:30:00Z'",
                "datetime_2024 | '2025-01-01T01:00:00+02:00' | '2024-12-31T23:00:00Z'",
                "email | 'ada@example.org' | 'ada@example.org'",
                "email | 'ada.b+c@mail.example.org' | 'ada.b+c@mail.example.org'",
                "url | 'https://example.org/a?b=c#d' | 'https://example.org/a?b=c#d'",
                "url | 'http://example.org' | 'http://example.org'",
                "phone | '+4930123456' | '+4930123456'",
                "select | 'red' | 'red'",
                "dropdown | 'green' | 'green'",
                "multi_select | ['green','red'] | ['green','red']",
                "multi_select | [] | []",
                "multi_select_1_2 | ['blue','red'] | ['blue','red']",
                "json | {'a':[1,null,{'b':true}]} | {'a':[1,null,{'b':true}]}",
                "json | [] | []",
                "json | 'text' | 'text'",
                "json | 1.50 | 1.50",
                "member | 7 | 7",
                "member | 9007199254740991 | 9007199254740991",
            })
    void isAcceptedAndGivenBack(String slug, String value, String givenBack) {
        var created = expect(201, create(slug, value));
        var expected = "\"" + slug + "\":" + json(givenBack);
        assertThat(created.body()).contains(expected);
        assertThat(manager.get(type + "/records/" + created.id()).body()).isEqualTo(created.body());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text | 1",
                "text | true",
                "text | ['a']",
                "text | {}",
                "text | 'a\\u0000b'",
                "text | '\\ud800'",
                "text | 'a\\udc00b'",
                "text_2_4 | 'a'",
                "text_2_4 | 'abcde'",
                "text_2_4 | '😀'",
                "text_pattern | 'xabc1'",
                "text_pattern | 'abc1x'",
                "text_pattern | ''",
                "long_text | 1",
                "long_text_2_4 | 'abcde'",
                "integer | '3'",
                "integer | 3.0",
                "integer | 3e0",
                "integer | 3.5",
                "integer | 9223372036854775808",
                "integer | -9223372036854775809",
                "integer | true",
                "integer | 1e999999999",
                "integer_1_9 | 0",
                "integer_1_9 | 10",
                "number | '1.5'",
                "number | true",
                "number | 123456789012345678901234567890123456789",
                "number | 1e39",
                "number | 1e-77",
                "number | 1e999999999",
                "number | -1e-999999999",
                "number_1_9 | 1.49",
                "number_1_9 | 9.51",
                "number_1_9 | 1.501",
                "boolean | 'true'",
                "boolean | 1",
                "date | '2024-1-15'",
                "date | '2023-02-29'",
                "date | '2024-01-15T00:00:00Z'",
                "date | 20240115",
                "date | ''",
                "date_2024 | '2023-12-31'",
                "date_2024 | '2025-01-01'",
                "time | '24:00'",
                "time | '13:60'",
                "time | '1:45'",
                "time | '13:45Z'",
                "time_office | '08:59'",
                "time_office | '17:00:01'",
                "datetime | '2024-01-15T10:30:00'",
                "datetime | '2024-01-15'",
                "datetime | '2024-13-15T10:30:00Z'",
                "datetime | 1705314600",
                "datetime_2024 | '2024-01-01T00:00:00+01:00'",
                "email | 'ada'",
                "email | 'ada@'",
                "email | '@example.org'",
                "email | 'a b@example.org'",
                "email | 'ada@example.org\\n'",
                "email_20 | 'adalovelace@example.org'",
                "url | 'example.org'",
                "url | '/a/b'",
                "url | 'ftp://example.org'",
                "url | 'javascript:alert(1)'",
                "url | 'http://'",
                "url | 'https://exa mple.org'",
                "url_20 | 'https://example.org/long'",
                "phone | '030123456'",
                "phone | '+49 30 123456'",
                "phone | '+0123456'",
                "phone | '+1234567890123456'",
                "select | 'blue'",
                "select | 'Red'",
                "select | ['red']",
                "select | 1",
                "dropdown | 'blue'",
                "multi_select | 'red'",
                "multi_select | ['red','red']",
                "multi_select | ['pink']",
                "multi_select | [1]",
                "multi_select | [null]",
                "multi_select_1_2 | []",
                "multi_select_1_2 | ['red','green','blue']",
                "json | 'a\\u0000b'",
                "json | {'a':'\\ud800'}",
                "json | {'a\\u0000':1}",
                "member | '7'",
                "member | 7.0",
                "member | 9007199254740992",
            })
    void isRefusedWithAPointerToTheValue(String slug, String value) {
        var refused = expect(400, create(slug, value));
        if (!value.contains("\\u")) {
            assertThat(refused.violations()).anyMatch(violation -> violation.startsWith("/fieldValues/" + slug));
        }
    }

    @Test
    void textHasUpTo10000CodePointsByDefault() {
        expect(201, create("text", "'" + "😀".repeat(10_000) + "'"));
        expect(400, create("text", "'" + "a".repeat(10_001) + "'"));
    }

    @Test
    void longTextHasUpTo100000CodePointsByDefault() {
        expect(201, create("long_text", "'" + "😀".repeat(100_000) + "'"));
        expect(400, create("long_text", "'" + "a".repeat(100_001) + "'"));
    }

    @Test
    void jsonHasUpTo64KiB() {
        expect(201, create("json", "'" + "a".repeat(65_534) + "'"));
        expect(400, create("json", "'" + "a".repeat(65_537) + "'"));
    }

    @Test
    void numbersThatDifferInSpellingAloneAreEqual() {
        var record = type + "/records/" + create("number", "1.0").id();
        assertThat(manager.put(record, "{\"fieldValues\":{\"number\":1.00}}").version())
                .isEqualTo(1);
        assertThat(manager.put(record, "{\"fieldValues\":{\"number\":1}}").version())
                .isEqualTo(1);
        assertThat(manager.put(record, "{\"fieldValues\":{\"number\":1.01}}").version())
                .isEqualTo(2);
    }

    @Test
    void aHugeExponentCostsNothing() {
        var before = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            expect(400, create("number", "1e999999999"));
            expect(400, create("json", "1e999999999"));
        }
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    }

    @Test
    void everyViolationIsReportedAtOnce() {
        var answer = expect(
                400, manager.post(type + "/records", set("integer", "3", "boolean", 1, "select", "blue", "nosuch", 1)));
        assertThat(answer.violations())
                .hasSize(4)
                .anyMatch(v -> v.startsWith("/fieldValues/integer "))
                .anyMatch(v -> v.startsWith("/fieldValues/boolean "))
                .anyMatch(v -> v.startsWith("/fieldValues/select "))
                .anyMatch(v -> v.startsWith("/fieldValues/nosuch "));
    }

    @Nested
    class APattern {

        @Test
        void isARegexOfLinearTime() {
            assertRefused(object("pattern", "(a)\\1"));
            assertRefused(object("pattern", "(?=a)b"));
            assertRefused(object("pattern", "("));
            var slow = manager.define("slow", field("a", "text", "rules", object("pattern", "(a+)+b")));
            var before = System.nanoTime();
            expect(400, manager.post(slow + "/records", set("a", "a".repeat(9_000))));
            assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
        }

        private void assertRefused(Map<String, Object> rules) {
            expect(
                    400,
                    manager.post(
                            "/data-types", object("name", "P", "fields", List.of(field("a", "text", "rules", rules)))));
        }
    }

    @Nested
    class ADefinition {

        @ParameterizedTest(name = "{0} with {1}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "text | {'min':1}",
                    "text | {'minLength':-1}",
                    "text | {'minLength':5,'maxLength':4}",
                    "text | {'maxLength':'5'}",
                    "long_text | {'pattern':'a'}",
                    "integer | {'maxLength':5}",
                    "integer | {'min':5,'max':4}",
                    "integer | {'min':1.5}",
                    "number | {'scale':-1}",
                    "number | {'min':'1'}",
                    "boolean | {'min':1}",
                    "date | {'min':'yesterday'}",
                    "date | {'min':'2024-02-01','max':'2024-01-01'}",
                    "time | {'min':9}",
                    "datetime | {'min':'2024-01-01'}",
                    "email | {'minLength':5}",
                    "json | {'maxLength':5}",
                    "member | {'min':5}",
                    "record | {}",
                    "select | {}",
                    "multi_select | {}",
                    "nosuchtype | {}",
                })
        void withRulesThatItsTypeDoesNotHaveIsRefused(String fieldType, String rules) {
            expect(
                    400,
                    manager.post(
                            "/data-types",
                            json("{'name':'R','fields':[{'name':'a','fieldType':'%s','rules':%s}]}"
                                    .formatted(fieldType, rules))));
        }

        @Test
        void withTheSameOptionTwiceIsRefused() {
            expect(
                    400,
                    manager.post(
                            "/data-types",
                            object(
                                    "name",
                                    "O",
                                    "fields",
                                    List.of(field("a", "select", "options", List.of("x", "x"))))));
        }

        @Test
        void acceptsDropdownForSelect() {
            var answer = manager.post(
                    "/data-types",
                    object("name", "Drop", "fields", List.of(field("a", "dropdown", "options", List.of("x")))));
            assertThat(expect(201, answer).at("/fields/0/fieldType")).isEqualTo("select");
        }
    }

    @Nested
    class ARecordReference {

        private final Client owner = Client.manager();
        private final String targets = owner.define("target");
        private final String pointing = owner.define(
                "pointing", field("ref", "record", "rules", object("dataType", "target")), field("a", "text"));
        private final String target = owner.createWith(targets, object("fieldValues", object(), "memberId", 7));
        private final long targetId = Long.parseLong(target.replaceFirst(".*/", ""));

        @Test
        void mustExist() {
            expect(201, owner.post(pointing + "/records", set("ref", targetId)));
            expect(400, owner.post(pointing + "/records", set("ref", 999_999_999)));
            expect(400, owner.post(pointing + "/records", set("ref", String.valueOf(targetId))));
        }

        @Test
        void mustBeOfThatType() {
            var other = owner.create(pointing, "a", "x").replaceFirst(".*/", "");
            expect(400, owner.post(pointing + "/records", set("ref", Long.valueOf(other))));
        }

        @Test
        void mustBeInTheWorkspace() {
            var elsewhere = Client.manager();
            var theirs = elsewhere.create(elsewhere.define("target")).replaceFirst(".*/", "");
            expect(400, owner.post(pointing + "/records", set("ref", Long.valueOf(theirs))));
        }

        @Test
        void mustBeReadableByTheCallerWhenItIsSet() {
            expect(201, owner.as(7L, "").post(pointing + "/records", set("ref", targetId)));
            var hidden = expect(400, owner.as(8L, "").post(pointing + "/records", set("ref", targetId)));
            var missing = expect(400, owner.as(8L, "").post(pointing + "/records", set("ref", 999_999_999)));
            assertThat(hidden.body()).isEqualTo(missing.body());
        }

        @Test
        void isLeftDanglingWhenTheTargetIsDeleted() {
            var record = owner.create(pointing, "ref", targetId);
            owner.delete(target);
            assertThat(expect(200, owner.get(record)).at("/fieldValues/ref")).isEqualTo("" + targetId);
            expect(200, owner.put(record, set("a", "x")));
            expect(400, owner.post(pointing + "/records", set("ref", targetId)));
        }
    }
}
