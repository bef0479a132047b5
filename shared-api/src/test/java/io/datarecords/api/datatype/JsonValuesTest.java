package io.datarecords.api.datatype;

import static io.datarecords.api.datatype.Outcome.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonValuesTest {

    static Stream<Arguments> same() {
        return Stream.of(
                arguments(null, null),
                arguments(1L, 1),
                arguments(1L, new BigDecimal("1.00")),
                arguments(new BigInteger("1"), 1L),
                arguments(new BigDecimal("1.0"), new BigDecimal("1.00")),
                arguments(List.of(1L, "a"), List.of(new BigDecimal("1.0"), "a")),
                arguments(values("a", 1L, "b", null), values("b", null, "a", new BigDecimal("1.0"))));
    }

    static Stream<Arguments> different() {
        return Stream.of(
                arguments(null, ""),
                arguments(1L, "1"),
                arguments(1L, true),
                arguments(1L, new BigDecimal("1.01")),
                arguments(List.of(1L, 2L), List.of(2L, 1L)),
                arguments(List.of(1L), List.of(1L, 1L)),
                arguments(values("a", null), values()),
                arguments(values("a", null), values("b", null)));
    }

    @ParameterizedTest
    @MethodSource
    void same(Object a, Object b) {
        assertThat(JsonValues.same(a, b)).isTrue();
        assertThat(JsonValues.same(b, a)).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void different(Object a, Object b) {
        assertThat(JsonValues.same(a, b)).isFalse();
        assertThat(JsonValues.same(b, a)).isFalse();
    }
}
