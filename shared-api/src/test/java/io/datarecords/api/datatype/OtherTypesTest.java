package io.datarecords.api.datatype;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OtherTypesTest {

    private static final long MAX_ID = 9_007_199_254_740_991L;

    static Stream<Arguments> taken() {
        return Stream.of(
                arguments(AField.of("boolean"), true),
                arguments(AField.of("boolean"), false),
                arguments(select(), "red"),
                arguments(AField.of("dropdown").options("a"), "a"),
                arguments(multiSelect(), List.of()),
                arguments(multiSelect(), List.of("blue", "red")),
                arguments(multiSelect().rule("minItems", 2L).rule("maxItems", 2L), List.of("red", "blue")),
                arguments(record(), 1L),
                arguments(record(), MAX_ID),
                arguments(AField.of("member"), 7L));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(AField.of("boolean"), "true", "type"),
                arguments(AField.of("boolean"), 1L, "type"),
                arguments(select(), "green", "option"),
                arguments(select(), "Red", "option"),
                arguments(select(), "", "option"),
                arguments(select(), List.of("red"), "type"),
                arguments(select(), "\0", "text"),
                arguments(multiSelect(), "red", "type"),
                arguments(multiSelect(), List.of("green"), "option"),
                arguments(multiSelect(), List.of("red", 1L), "type"),
                arguments(multiSelect(), List.of("red", "red"), "duplicate"),
                arguments(multiSelect().rule("minItems", 1L), List.of(), "minItems"),
                arguments(multiSelect().rule("maxItems", 1L), List.of("red", "blue"), "maxItems"),
                arguments(record(), 0L, "type"),
                arguments(record(), -1L, "type"),
                arguments(record(), MAX_ID + 1, "type"),
                arguments(record(), new BigInteger("1" + "0".repeat(30)), "type"),
                arguments(record(), "1", "type"),
                arguments(record(), new BigDecimal("1.0"), "type"),
                arguments(AField.of("member"), 0L, "type"),
                arguments(AField.of("member"), "7", "type"));
    }

    @ParameterizedTest
    @MethodSource
    void taken(AField field, Object sent) {
        Outcome.of(field, sent).assertKept(sent);
    }

    @ParameterizedTest
    @MethodSource
    void refused(AField field, Object sent, String code) {
        Outcome.of(field, sent).assertRefused(code);
    }

    private static AField select() {
        return AField.of("select").options("red", "blue");
    }

    private static AField multiSelect() {
        return AField.of("multi_select").options("red", "blue");
    }

    private static AField record() {
        return AField.of("record").rule("dataType", "patient");
    }
}
