package io.datarecords.api.datatype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.datarecords.api.Violation;
import io.datarecords.api.Violations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsTest {

    private static final String[] FIELD_TYPES = {
        "text",
        "long_text",
        "integer",
        "number",
        "boolean",
        "date",
        "time",
        "datetime",
        "email",
        "url",
        "phone",
        "json",
        "member"
    };

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(AField.of("text").named(" "), "/name required"),
                arguments(AField.of("text").named("a\0"), "/name text"),
                arguments(AField.of("text").named("x".repeat(256)), "/name maxLength"),
                arguments(AField.of("Not a slug", "text"), "/slug pattern"),
                arguments(AField.of("page", "text"), "/slug reserved"),
                arguments(AField.of("pageSize", "text"), "/slug reserved"),
                arguments(AField.of("money"), "/fieldType option"),
                arguments(AField.of("TEXT"), "/fieldType option"),
                arguments(AField.of(""), "/fieldType required"),
                arguments(AField.of("text").rule("max", 3L), "/rules/max unknown"),
                arguments(AField.of("text").rule("a/b~c", 3L), "/rules/a~1b~0c unknown"),
                arguments(AField.of("text").rule("a\uD83D", 3L), "/rules/a\uFFFD unknown"),
                arguments(AField.of("text").rule("maxLength", "3"), "/rules/maxLength type"),
                arguments(AField.of("text").rule("maxLength", new BigDecimal("3.0")), "/rules/maxLength type"),
                arguments(AField.of("text").rule("maxLength", null), "/rules/maxLength type"),
                arguments(AField.of("text").rule("maxLength", -1L), "/rules/maxLength min"),
                arguments(AField.of("text").rule("maxLength", 100_001L), "/rules/maxLength max"),
                arguments(AField.of("text").rule("minLength", 3L).rule("maxLength", 2L), "/rules/minLength max"),
                arguments(AField.of("text").rule("minLength", 10_001L), "/rules/minLength max"),
                arguments(AField.of("text").rule("pattern", 3L), "/rules/pattern type"),
                arguments(AField.of("text").rule("pattern", "("), "/rules/pattern pattern"),
                arguments(AField.of("text").rule("pattern", "(?=a)"), "/rules/pattern pattern"),
                arguments(AField.of("text").rule("pattern", "(a)\\1"), "/rules/pattern pattern"),
                arguments(AField.of("text").rule("pattern", "\0"), "/rules/pattern text"),
                arguments(AField.of("text").rule("pattern", "a".repeat(1_001)), "/rules/pattern maxLength"),
                arguments(AField.of("text").rule("pattern", "(a{1000}){1000}"), "/rules/pattern size"),
                arguments(AField.of("text").rule("pattern", "(((a{99}){99}){99}){99}"), "/rules/pattern size"),
                arguments(AField.of("text").rule("pattern", "(a{1,}){99999999}"), "/rules/pattern size"),
                arguments(AField.of("long_text").rule("maxLength", 1_000_001L), "/rules/maxLength max"),
                arguments(AField.of("long_text").rule("pattern", "a"), "/rules/pattern unknown"),
                arguments(AField.of("integer").rule("min", new BigDecimal("1.5")), "/rules/min type"),
                arguments(AField.of("integer").rule("min", 3L).rule("max", 2L), "/rules/min max"),
                arguments(AField.of("integer").rule("scale", 1L), "/rules/scale unknown"),
                arguments(AField.of("number").rule("min", "1"), "/rules/min type"),
                arguments(AField.of("number").rule("max", new BigDecimal("1e999999999")), "/rules/max precision"),
                arguments(
                        AField.of("number").rule("min", new BigDecimal("0.2")).rule("max", new BigDecimal("0.1")),
                        "/rules/min max"),
                arguments(AField.of("number").rule("scale", 77L), "/rules/scale max"),
                arguments(AField.of("boolean").rule("min", false), "/rules/min unknown"),
                arguments(AField.of("date").rule("min", "yesterday"), "/rules/min format"),
                arguments(AField.of("date").rule("min", "2024-01-02").rule("max", "2024-01-01"), "/rules/min max"),
                arguments(AField.of("time").rule("min", "10:00").rule("max", "09:59:59"), "/rules/min max"),
                arguments(AField.of("datetime").rule("max", "2024-01-02"), "/rules/max format"),
                arguments(AField.of("email").rule("minLength", 1L), "/rules/minLength unknown"),
                arguments(AField.of("email").rule("maxLength", true), "/rules/maxLength type"),
                arguments(AField.of("select"), "/options required"),
                arguments(AField.of("select").options("a", "b", "a"), "/options/2 duplicate"),
                arguments(AField.of("select").options("a", ""), "/options/1 required"),
                arguments(AField.of("select").options("\0"), "/options/0 text"),
                arguments(AField.of("select").options("x".repeat(256)), "/options/0 maxLength"),
                arguments(AField.of("select").options("a").rule("minItems", 1L), "/rules/minItems unknown"),
                arguments(AField.of("multi_select").options("a").rule("minItems", 2L), "/rules/minItems max"),
                arguments(
                        AField.of("multi_select")
                                .options("a", "b")
                                .rule("minItems", 2L)
                                .rule("maxItems", 1L),
                        "/rules/minItems max"),
                arguments(AField.of("text").options("a"), "/options unknown"),
                arguments(AField.of("record"), "/rules/dataType required"),
                arguments(AField.of("record").rule("dataType", 3L), "/rules/dataType type"),
                arguments(AField.of("record").rule("dataType", "No slug"), "/rules/dataType pattern"),
                arguments(AField.of("integer").defaultsTo("3"), "/default type"),
                arguments(AField.of("integer").rule("max", 2L).defaultsTo(3L), "/default max"),
                arguments(AField.of("select").options("a").defaultsTo("b"), "/default option"),
                arguments(AField.of("multi_select").options("a").defaultsTo(List.of("b")), "/default/0 option"),
                arguments(AField.of("text").required().adminOnly(), "/default required"),
                arguments(AField.of("long_text").required().externalId(), "/isExternalId type"),
                arguments(AField.of("integer").required().externalId(), "/isExternalId type"),
                arguments(AField.of("text").externalId(), "/required required"),
                arguments(AField.of("text").required().externalId().defaultsTo("a"), "/default unknown"),
                arguments(AField.of("text").required().externalId().rule("maxLength", 256L), "/rules/maxLength max"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(AField field, String pointerAndCode) {
        assertThat(found(field)).containsExactly("/fields/0" + pointerAndCode);
    }

    static Stream<AField> taken() {
        return Stream.of(
                AField.of("text").rule("minLength", 10_000L),
                AField.of("text").rule("pattern", "([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}"),
                AField.of("text").rule("pattern", "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?"),
                AField.of("text").rule("pattern", "(?i)[\\p{L} ]{1,255}"),
                AField.of("text").required().externalId().rule("maxLength", 255L),
                AField.of("text").required().adminOnly().defaultsTo("a"),
                AField.of("integer").rule("min", 3L).rule("max", 3L),
                AField.of("number")
                        .rule("min", 1L)
                        .rule("max", new BigDecimal("1.0"))
                        .rule("scale", 0L),
                AField.of("email").rule("maxLength", 500L),
                AField.of("multi_select").options("a").rule("maxItems", 5L),
                AField.of("record").rule("dataType", "patient").defaultsTo(3L),
                AField.of("json").defaultsTo(List.of(1L)));
    }

    @ParameterizedTest
    @MethodSource
    void taken(AField field) {
        assertThat(found(field)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "long_text", "email", "url", "phone"})
    void the_longest_text_is_bounded_without_a_rule_and_with_any(String fieldType) {
        assertThat(Outcome.of(AField.of(fieldType), "x".repeat(1_000_001)).violations())
                .extracting(Violation::code)
                .containsExactly("maxLength");
        assertThat(found(AField.of(fieldType).rule("maxLength", Long.MAX_VALUE)))
                .containsExactly("/fields/0/rules/maxLength max");
    }

    @Test
    void every_field_type_needs_nothing_but_its_name_save_selects_and_records() {
        assertThat(FIELD_TYPES)
                .allSatisfy(fieldType -> assertThat(found(AField.of(fieldType))).isEmpty());
    }

    @Test
    void every_violation_of_every_field_is_told_at_once() {
        var violations = found(
                AField.of("a", "integer")
                        .rule("min", 3L)
                        .rule("max", 2L)
                        .rule("what", 1L)
                        .defaultsTo("x"),
                AField.of("a", "money"),
                AField.of("b", "text").externalId().adminOnly());

        assertThat(violations)
                .containsExactly(
                        "/fields/0/rules/min max",
                        "/fields/0/rules/what unknown",
                        "/fields/0/default type",
                        "/fields/1/slug duplicate",
                        "/fields/1/fieldType option",
                        "/fields/2/required required",
                        "/fields/2/isAdminOnly fixed");
    }

    @Test
    void one_field_at_most_is_the_external_id() {
        assertThat(found(
                        AField.of("a", "text").required().externalId(),
                        AField.of("b", "text").required().externalId()))
                .containsExactly("/fields/1/isExternalId duplicate");
    }

    @Test
    void slugs_that_are_made_from_the_same_name_are_the_same() {
        assertThat(found(
                        AField.of("", "text").named("Age"),
                        AField.of("", "text").named("age")))
                .containsExactly("/fields/1/slug duplicate");
    }

    @Test
    void messages_show_what_is_expected() {
        var violations = violations(AField.of("integer").rule("min", 3L).rule("max", 2L));

        assertThat(violations)
                .containsExactly(new Violation("/fields/0/rules/min", "max", "must be at most max, which is 2"));
    }

    @ParameterizedTest
    @CsvSource({
        "a(?=b),   invalid or unsupported Perl syntax (?=",
        "(?<!a)b,  invalid named capture (?<!a)b",
        "(a)\\1,    invalid escape sequence \\1",
        "a**,      invalid nested repetition operator **",
        "(a,       missing closing ) (a"
    })
    void a_message_says_which_part_of_a_pattern_is_not_taken(String pattern, String reason) {
        assertThat(violations(AField.of("text").rule("pattern", pattern)))
                .extracting(Violation::message)
                .containsExactly("must be a regular expression in RE2 syntax, which has no lookaround and no"
                        + " backreferences: " + reason);
    }

    @Test
    void a_pattern_is_measured_before_it_is_compiled() {
        var hostile = AField.of("text").rule("pattern", "(".repeat(50) + "a" + "{1000})".repeat(50));

        var violations = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2), () -> found(hostile));

        assertThat(violations).containsExactly("/fields/0/rules/pattern size");
    }

    @Nested
    class Limits {

        @Test
        void a_data_type_has_500_fields_at_most() {
            var most = fields(500);
            var tooMany = fields(501);

            assertThat(Schema.define(most)).hasSize(500);
            assertThat(refused(tooMany)).containsExactly("/fields maxItems");
            assertThat(Schema.of(tooMany).definitions()).as("what is stored").hasSize(501);
        }

        @Test
        void a_large_pattern_is_for_short_texts() {
            var pattern = "(?:a{0,1000})*b";
            var usual = AField.of("a", "text").rule("pattern", pattern).definition();
            var longer = AField.of("a", "text")
                    .rule("pattern", pattern)
                    .rule("maxLength", 100_000L)
                    .definition();

            assertThat(Schema.define(List.of(usual))).hasSize(1);
            assertThat(refused(List.of(longer))).containsExactly("/fields/0/rules/pattern size");
            assertThat(Schema.of(List.of(longer)).definitions())
                    .as("what is stored")
                    .hasSize(1);
        }

        @Test
        void all_patterns_count_together() {
            var two = List.of(
                    AField.of("a", "text").rule("pattern", "(a{0,999})*").definition(),
                    AField.of("b", "text").rule("pattern", "(b{0,999})*").definition());

            assertThat(refused(two)).containsExactly("/fields/1/rules/pattern size");
        }

        @Test
        void no_pattern_that_is_taken_needs_long_for_any_text() {
            var hostile = Schema.define(List.of(AField.of("field", "text")
                    .rule("pattern", "(?:a{0,1000})*b")
                    .rule("maxLength", 19_000L)
                    .definition()));
            var evil = AField.of("text").rule("pattern", "(a+)+$").rule("maxLength", 100_000L);

            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> Schema.of(hostile).forCreate(Map.of("field", "a".repeat(19_000)), true, new Violations()));
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
                Outcome.of(evil, "a".repeat(100_000)).assertKept("a".repeat(100_000));
                Outcome.of(evil, "a".repeat(99_999) + "b").assertRefused("pattern");
            });
        }

        private static List<FieldDefinition> fields(int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> AField.of("f" + i, "text").definition())
                    .toList();
        }

        private static List<String> refused(List<FieldDefinition> definitions) {
            return Outcome.noted(() -> Schema.define(definitions)).stream()
                    .map(found -> found.pointer() + " " + found.code())
                    .toList();
        }
    }

    @Test
    void definitions_are_given_back_with_slug_one_type_name_and_default_as_kept() {
        var definitions = Outcome.schema(
                        AField.of("", "dropdown").named("Eye colour").options("blue", "brown"),
                        AField.of("since", "datetime").defaultsTo("2024-01-15T12:00:00+02:00"))
                .definitions();

        assertThat(definitions).extracting(FieldDefinition::slug).containsExactly("eye_colour", "since");
        assertThat(definitions).extracting(FieldDefinition::fieldType).containsExactly("select", "datetime");
        assertThat(definitions.get(1).defaultValue()).isEqualTo("2024-01-15T10:00:00Z");
        assertThat(Schema.of(definitions).definitions()).isEqualTo(definitions);
    }

    private static List<Violation> violations(AField... fields) {
        return Outcome.noted(() -> Outcome.schema(fields));
    }

    private static List<String> found(AField... fields) {
        return violations(fields).stream()
                .map(found -> found.pointer() + " " + found.code())
                .toList();
    }
}
