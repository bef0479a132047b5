package io.datarecords.api.datatype;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NumberTypesTest {

    static Stream<Arguments> taken() {
        return Stream.of(
                arguments(integer(), 0L),
                arguments(integer(), -1L),
                arguments(integer(), Long.MAX_VALUE),
                arguments(integer(), Long.MIN_VALUE),
                arguments(integer().rule("min", 1L).rule("max", 3L), 1L),
                arguments(integer().rule("min", 1L).rule("max", 3L), 3L),
                arguments(number(), 3L),
                arguments(number(), decimal("3.0")),
                arguments(number(), decimal("0.10")),
                arguments(number(), decimal("-0.00")),
                arguments(number(), decimal("1234567890.1234567890123456789012345678")),
                arguments(number(), decimal("-" + "9".repeat(38))),
                arguments(number(), decimal("-0." + "1".repeat(38))),
                arguments(number(), decimal("-9.9e38")),
                arguments(number(), decimal("-1e-38")),
                arguments(number(), decimal("0e38")),
                arguments(number(), 0L),
                arguments(number(), decimal("1e38")),
                arguments(number(), decimal("1.5e38")),
                arguments(number(), decimal("1e38").toBigInteger()),
                arguments(number(), decimal("9.9e38").toBigInteger()),
                arguments(number(), decimal("1e-38")),
                arguments(number(), decimal("1.2345e-38")),
                arguments(number().rule("min", decimal("0.5")), decimal("0.50")),
                arguments(number().rule("max", 10L), decimal("10.000")),
                arguments(number().rule("scale", 2L), decimal("19.99")),
                arguments(number().rule("scale", 2L), decimal("19.9900")),
                arguments(number().rule("scale", 0L), decimal("1e3")));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(integer(), "3", "type"),
                arguments(integer(), true, "type"),
                arguments(integer(), decimal("3.0"), "type"),
                arguments(integer(), decimal("1e3"), "type"),
                arguments(integer(), decimal("1e999999999"), "type"),
                arguments(integer(), new BigInteger("9223372036854775808"), "type"),
                arguments(integer(), new BigInteger("-9223372036854775809"), "type"),
                arguments(integer().rule("min", 1L), 0L, "min"),
                arguments(integer().rule("max", 150L), 151L, "max"),
                arguments(number(), "3.5", "type"),
                arguments(number(), false, "type"),
                arguments(number(), decimal("12345678901234567890.1234567890123456789"), "precision"),
                arguments(number(), new BigInteger("1".repeat(39)), "precision"),
                arguments(number(), new BigInteger("1" + "0".repeat(39)), "precision"),
                arguments(number(), decimal("1." + "0".repeat(38)), "precision"),
                arguments(number(), decimal("-" + "9".repeat(39)), "precision"),
                arguments(number(), decimal("-1e39"), "precision"),
                arguments(number(), decimal("1e39"), "precision"),
                arguments(number(), decimal("9.99e-39"), "precision"),
                arguments(number(), decimal("0e39"), "precision"),
                arguments(number(), decimal("1e999999999"), "precision"),
                arguments(number(), decimal("-1e-999999999"), "precision"),
                arguments(number(), decimal("0e999999999"), "precision"),
                arguments(number(), new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE), "precision"),
                arguments(number(), new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE), "precision"),
                arguments(number().rule("min", decimal("0.5")), decimal("0.49"), "min"),
                arguments(number().rule("max", 10L), decimal("10.001"), "max"),
                arguments(number().rule("scale", 2L), decimal("19.999"), "scale"),
                arguments(number().rule("scale", 0L), decimal("0.5"), "scale"));
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

    private static AField integer() {
        return AField.of("integer");
    }

    private static AField number() {
        return AField.of("number");
    }

    private static BigDecimal decimal(String number) {
        return new BigDecimal(number);
    }
}
