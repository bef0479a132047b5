package io.datarecords.api.datatype;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.Violation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all sixteen types alike; what each takes and refuses of its own kind is tested with its group. */
class FieldTypesTest {

    private static final Map<String, Object> KINDS = kinds();

    private static Map<String, Object> kinds() {
        var kinds = new LinkedHashMap<String, Object>();
        kinds.put("text", "7");
        kinds.put("whole", 7L);
        kinds.put("huge", BigInteger.TEN.pow(30));
        kinds.put("decimal", new BigDecimal("7.0"));
        kinds.put("flag", true);
        kinds.put("array", List.of());
        kinds.put("object", Map.of());
        return kinds;
    }

    static Stream<Arguments> eachTypeWithTheKindsOfJsonThatItTakes() {
        return Stream.of(
                type("text", "text"),
                type("long_text", "text"),
                type("integer", "whole"),
                type("number", "whole", "huge", "decimal"),
                type("boolean", "flag"),
                type("date", "text"),
                type("time", "text"),
                type("datetime", "text"),
                type("email", "text"),
                type("url", "text"),
                type("phone", "text"),
                type("select", "text"),
                type("multi_select", "array"),
                type("json", "text", "whole", "huge", "decimal", "flag", "array", "object"),
                type("record", "whole"),
                type("member", "whole"));
    }

    private static Arguments type(String fieldType, String... kinds) {
        return Arguments.of(fieldType, Set.of(kinds));
    }

    private static AField field(String fieldType) {
        return switch (fieldType) {
            case "select", "multi_select" -> AField.of(fieldType).options("7", "a");
            case "record" -> AField.of(fieldType).rule("dataType", "patient");
            default -> AField.of(fieldType);
        };
    }

    @ParameterizedTest
    @MethodSource("eachTypeWithTheKindsOfJsonThatItTakes")
    void nothing_of_another_kind_is_taken_or_coerced(String fieldType, Set<String> taken) {
        KINDS.forEach((kind, value) -> {
            var codes =
                    Outcome.of(field(fieldType), value).violations().stream().map(Violation::code);
            if (taken.contains(kind)) {
                assertThat(codes).as(kind).doesNotContain("type");
            } else {
                assertThat(codes).as(kind).containsExactly("type");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("eachTypeWithTheKindsOfJsonThatItTakes")
    void a_number_beyond_all_bounds_costs_nothing(String fieldType, Set<String> taken) {
        for (var number : new String[] {"1e999999999", "-1e999999999", "1e-999999999", "0e999999999"}) {
            var outcome = Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(1), () -> Outcome.of(field(fieldType), new BigDecimal(number)));

            assertThat(outcome.violations()).as(number).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("eachTypeWithTheKindsOfJsonThatItTakes")
    void no_type_takes_nul_or_a_lone_surrogate(String fieldType, Set<String> taken) {
        for (var text : new String[] {"a\0", "\uD83D", "a\uDE00b"}) {
            var sent = taken.contains("text") ? text : List.of(text);

            assertThat(Outcome.of(field(fieldType), sent).violations()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("eachTypeWithTheKindsOfJsonThatItTakes")
    void a_rule_that_is_not_the_types_own_is_refused(String fieldType, Set<String> taken) {
        var violations = Outcome.noted(() -> Outcome.schema(field(fieldType).rule("nonsense", 1L)));

        assertThat(violations).extracting(Violation::pointer).containsExactly("/fields/0/rules/nonsense");
    }
}
