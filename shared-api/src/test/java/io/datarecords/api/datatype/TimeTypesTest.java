package io.datarecords.api.datatype;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimeTypesTest {

    @ParameterizedTest(name = "{0}: {1} is kept as {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    date     | 2024-01-15                     | 2024-01-15
                    date     | 2024-02-29                     | 2024-02-29
                    date     | 2000-02-29                     | 2000-02-29
                    date     | 0001-01-01                     | 0001-01-01
                    date     | 9999-12-31                     | 9999-12-31
                    time     | 13:45                          | 13:45
                    time     | 13:45:00                       | 13:45:00
                    time     | 00:00                          | 00:00
                    time     | 23:59:59                       | 23:59:59
                    datetime | 2024-01-15T13:45:30Z           | 2024-01-15T13:45:30Z
                    datetime | 2024-01-15t13:45:30z           | 2024-01-15T13:45:30Z
                    datetime | 2024-01-15T13:45:30+02:00      | 2024-01-15T11:45:30Z
                    datetime | 2024-01-15T00:30:00-05:30      | 2024-01-15T06:00:00Z
                    datetime | 2024-03-01T00:30:00+01:00      | 2024-02-29T23:30:00Z
                    datetime | 2024-01-15T13:45:30+14:00      | 2024-01-14T23:45:30Z
                    datetime | 2024-01-15T13:45:30-00:00      | 2024-01-15T13:45:30Z
                    datetime | 2024-01-15T13:45:30.5Z         | 2024-01-15T13:45:30.500Z
                    datetime | 2024-01-15T13:45:30.000Z       | 2024-01-15T13:45:30Z
                    datetime | 2024-01-15T13:45:30.123456789Z | 2024-01-15T13:45:30.123456789Z
                    datetime | 0001-01-01T00:00:00Z           | 0001-01-01T00:00:00Z
                    datetime | 9999-12-31T23:59:59Z           | 9999-12-31T23:59:59Z
                    """)
    void taken(String fieldType, String sent, String kept) {
        Outcome.of(AField.of(fieldType), sent).assertKept(kept);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    date     | 2023-02-29
                    date     | 1900-02-29
                    date     | 2024-04-31
                    date     | 2024-02-30
                    date     | 2024-00-10
                    date     | 2024-01-00
                    date     | 2024-W03-1
                    date     | 2024-1-15
                    date     | 20240115
                    date     | 2024-01-15T00:00:00Z
                    date     | 2024-13-01
                    date     | 0000-01-01
                    date     | -001-01-01
                    date     | +12024-01-1
                    date     | 10000-01-01
                    date     | ２０２４-01-15
                    date     | ''
                    time     | 24:00
                    time     | 24:00:00
                    time     | -1:00
                    time     | 1:45 PM
                    time     | １３:45
                    time     | 13:60
                    time     | 1:45
                    time     | 13:45:60
                    time     | 13:45:30.5
                    time     | 13:45Z
                    time     | 1345
                    datetime | 2024-01-15T13:45:30
                    datetime | 2024-01-15T13:45Z
                    datetime | 2024-01-15 13:45:30Z
                    datetime | 2024-01-15
                    datetime | 2024-02-30T13:45:30Z
                    datetime | 2023-02-29T13:45:30Z
                    datetime | 2016-12-31T23:59:60Z
                    datetime | 2024-01-15T13:45:30.Z
                    datetime | 2024-01-15T13:45:30+02:60
                    datetime | 2024-01-15T24:00:00Z
                    datetime | 2024-01-15T13:45:60Z
                    datetime | 2024-01-15T13:45:30+0200
                    datetime | 2024-01-15T13:45:30+02
                    datetime | 2024-01-15T13:45:30+25:00
                    datetime | 2024-01-15T13:45:30.1234567890Z
                    datetime | 2024-01-15T13:45:30[UTC]
                    datetime | 0001-01-01T00:00:00+01:00
                    datetime | 9999-12-31T23:59:59-01:00
                    datetime | 0000-06-01T00:00:00Z
                    """)
    void refused(String fieldType, String sent) {
        Outcome.of(AField.of(fieldType), sent).assertRefused("format");
    }

    static Stream<Arguments> outsideOfItsBounds() {
        return Stream.of(
                arguments(AField.of("date").rule("min", "2024-01-15"), "2024-01-14", "min"),
                arguments(AField.of("date").rule("max", "2024-01-15"), "2024-01-16", "max"),
                arguments(AField.of("time").rule("min", "09:00"), "08:59:59", "min"),
                arguments(AField.of("time").rule("max", "17:00"), "17:00:01", "max"),
                arguments(
                        AField.of("datetime").rule("min", "2024-01-15T12:00:00+02:00"), "2024-01-15T09:59:59Z", "min"),
                arguments(AField.of("datetime").rule("max", "2024-01-15T12:00:00Z"), "2024-01-15T12:00:01Z", "max"),
                arguments(AField.of("date"), 20240115L, "type"),
                arguments(AField.of("time"), 1345L, "type"),
                arguments(AField.of("datetime"), 1705326330L, "type"));
    }

    @ParameterizedTest
    @MethodSource
    void outsideOfItsBounds(AField field, Object sent, String code) {
        Outcome.of(field, sent).assertRefused(code);
    }

    static Stream<Arguments> onItsBounds() {
        return Stream.of(
                arguments(AField.of("date").rule("min", "2024-01-15").rule("max", "2024-01-15"), "2024-01-15"),
                arguments(AField.of("time").rule("min", "09:00:00"), "09:00"),
                arguments(AField.of("time").rule("max", "17:00"), "17:00:00"),
                arguments(AField.of("datetime").rule("min", "2024-01-15T12:00:00+02:00"), "2024-01-15T10:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource
    void onItsBounds(AField field, String sent) {
        Outcome.of(field, sent).assertKept(sent);
    }
}
