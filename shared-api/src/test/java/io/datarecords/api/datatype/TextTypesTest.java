package io.datarecords.api.datatype;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextTypesTest {

    private static final String SMILE = "\uD83D\uDE00";

    static Stream<Arguments> taken() {
        return Stream.of(
                arguments(text(), "hello"),
                arguments(text(), ""),
                arguments(text(), " \t\n "),
                arguments(text(), "3"),
                arguments(text(), SMILE.repeat(10_000)),
                arguments(text().rule("maxLength", 2L), SMILE.repeat(2)),
                arguments(text().rule("minLength", 2L), SMILE.repeat(2)),
                arguments(text().rule("maxLength", 100_000L), "x".repeat(100_000)),
                arguments(text().rule("maxLength", 0L), ""),
                arguments(text().rule("pattern", "[A-Z]{2}\\d+"), "AB12"),
                arguments(text().rule("pattern", "a|ab"), "ab"),
                arguments(text().rule("pattern", "(a+)+b"), "a".repeat(9_999) + "b"),
                arguments(text().rule("pattern", "."), SMILE),
                arguments(longText(), "x".repeat(100_000)),
                arguments(longText().rule("maxLength", 200_000L), "x".repeat(200_000)),
                arguments(longText().rule("minLength", 1L), "x"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(text(), 3L, "type"),
                arguments(text(), true, "type"),
                arguments(text(), List.of("a"), "type"),
                arguments(text(), Map.of("a", "b"), "type"),
                arguments(text(), "a\0b", "text"),
                arguments(text(), "a\uD83D", "text"),
                arguments(text(), "\uDE00a", "text"),
                arguments(text(), "x".repeat(10_001), "maxLength"),
                arguments(text().rule("maxLength", 2L), SMILE.repeat(3), "maxLength"),
                arguments(text().rule("minLength", 2L), SMILE, "minLength"),
                arguments(text().rule("pattern", "[A-Z]{2}"), "ABC", "pattern"),
                arguments(text().rule("pattern", "b"), "abc", "pattern"),
                arguments(text().rule("pattern", "(a+)+b"), "a".repeat(10_000), "pattern"),
                arguments(longText(), 3L, "type"),
                arguments(longText(), "\0", "text"),
                arguments(longText(), "x".repeat(100_001), "maxLength"),
                arguments(longText().rule("minLength", 2L), "x", "minLength"),
                arguments(externalId(), "", "minLength"),
                arguments(externalId(), "x".repeat(256), "maxLength"),
                arguments(externalId(), "a\nb", "text"),
                arguments(externalId(), "a\u0085", "text"));
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

    private static AField text() {
        return AField.of("text");
    }

    private static AField longText() {
        return AField.of("long_text");
    }

    private static AField externalId() {
        return text().required().externalId();
    }
}
