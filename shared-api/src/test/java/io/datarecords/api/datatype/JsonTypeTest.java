package io.datarecords.api.datatype;

import static io.datarecords.api.datatype.Outcome.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTypeTest {

    static Stream<Arguments> taken() {
        return Stream.of(
                arguments("text"),
                arguments(true),
                arguments(3L),
                arguments(new BigDecimal("1e400")),
                arguments(new BigDecimal("-1e-400")),
                arguments(List.of()),
                arguments(Map.of()),
                arguments(Arrays.asList(null, 1L, "a")),
                arguments(values("a", null, "b", List.of(Map.of("c", false)))),
                arguments("x".repeat(65_534)),
                arguments(nested(Schema.MAX_JSON_DEPTH)));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("a\0", "text"),
                arguments(List.of("\uD83D"), "text"),
                arguments(Map.of("a\0", 1L), "text"),
                arguments(Map.of("a", Map.of("\uDE00", 1L)), "text"),
                arguments(new BigDecimal("1e401"), "precision"),
                arguments(List.of(new BigDecimal("1e-401")), "precision"),
                arguments("x".repeat(65_535), "size"),
                arguments("\u20AC".repeat(22_000), "size"),
                arguments("\u0001".repeat(11_000), "size"),
                arguments(Collections.nCopies(200, new BigDecimal("1e400")), "size"),
                arguments(nested(401), "depth"),
                arguments(nested(5_000), "depth"));
    }

    @ParameterizedTest
    @MethodSource
    void taken(Object sent) {
        Outcome.of(AField.of("json"), sent).assertKept(sent);
    }

    @ParameterizedTest
    @MethodSource
    void refused(Object sent, String code) {
        Outcome.of(AField.of("json"), sent).assertRefused(code);
    }

    @ParameterizedTest
    @MethodSource
    void a_number_too_long_to_write_out_is_refused_without_writing_it_out(Object number) {
        Outcome.of(AField.of("json"), List.of(number)).assertRefused("precision", "size");
    }

    static Stream<Object> a_number_too_long_to_write_out_is_refused_without_writing_it_out() {
        return Stream.of(
                new BigDecimal("1e999999999"), new BigDecimal("-1e-999999999"), new BigDecimal("0e-999999999"));
    }

    static Stream<Arguments> sized() {
        return Stream.of(
                arguments(null, "null"),
                arguments(true, "true"),
                arguments(-12L, "-12"),
                arguments(new BigDecimal("1.50"), "1.50"),
                arguments(new BigDecimal("-1.5e3"), "-1500"),
                arguments(new BigDecimal("1e-3"), "0.001"),
                arguments(new BigDecimal("-0.001"), "-0.001"),
                arguments(new BigDecimal("0e5"), "0"),
                arguments(new BigDecimal("0.00"), "0.00"),
                arguments(new BigDecimal("12.3"), "12.3"),
                arguments("", "\"\""),
                arguments("a\"\\\n\u0001", "\"a\\\"\\\\\\n\\u0001\""),
                arguments("\u00E4\u20AC\uD83D\uDE00", "\"123456789\""),
                arguments(List.of(), "[]"),
                arguments(List.of(1L, "a"), "[1,\"a\"]"),
                arguments(values("a", null, "b", List.of()), "{\"a\":null,\"b\":[]}"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void sized(Object value, String asJson) {
        assertThat(CompactJson.size(value)).isEqualTo(asJson.length());
    }

    private static Object nested(int levels) {
        Object value = List.of();
        for (int i = 1; i < levels; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("a", value);
        }
        return value;
    }
}
