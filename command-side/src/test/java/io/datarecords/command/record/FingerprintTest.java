package io.datarecords.command.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {

    @Test
    void is_a_sha_256() {
        assertThat(Fingerprint.of("a")).matches("[0-9a-f]{64}");
    }

    @Test
    void does_not_depend_on_how_the_same_is_written() {
        var there = new LinkedHashMap<String, Object>(Map.of("a", 1L));
        there.put("b", new BigDecimal("1.50"));
        var back = new LinkedHashMap<String, Object>(Map.of("b", new BigDecimal("1.5")));
        back.put("a", 1L);

        assertThat(Fingerprint.of(there)).isEqualTo(Fingerprint.of(back));
    }

    static Stream<Arguments> different() {
        return Stream.of(
                arguments("1", 1L),
                arguments(1L, new BigDecimal("1.0")),
                arguments(null, "null"),
                arguments(true, "true"),
                arguments("a,1:b", List.of("a", "b")),
                arguments(List.of("a", "b"), List.of("ab")),
                arguments(List.of(List.of(1L), 2L), List.of(List.of(1L, 2L))),
                arguments(Map.of("a", 1L), List.of("a", 1L)),
                arguments(Map.of(), List.of()),
                arguments(Map.of("a", "b"), Map.of("b", "a")),
                arguments(Arrays.asList("a", null), List.of("a")),
                arguments(BigInteger.TWO.pow(70), BigInteger.TWO.pow(71)),
                arguments(new BigDecimal("1e999999999"), new BigDecimal("1e999999998")));
    }

    @ParameterizedTest
    @MethodSource("different")
    void tells_apart_what_is_different(Object one, Object other) {
        assertThat(Fingerprint.of(one)).isNotEqualTo(Fingerprint.of(other));
    }
}
