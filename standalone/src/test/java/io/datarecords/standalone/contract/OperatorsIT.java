package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.encoded;
import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 5, Operators: every operator on every type, on indexed fields and on others. */
class OperatorsIT {

    private static final List<String> OPERATORS =
            List.of("eq", "ne", "gt", "gte", "lt", "lte", "in", "contains", "startsWith", "exists");
    private static final List<String> ORDERED = List.of("gt", "gte", "lt", "lte");

    /** A type of field and three values of it, the first the smallest; the third stands in no record. */
    private record Sample(String fieldType, Object low, Object high, Object third, Object... more) {}

    private static final List<Sample> SCALARS = List.of(
            new Sample("text", "Apple pie", "Banana", "Cherry"),
            new Sample("long_text", "Apple pie", "Banana", "Cherry"),
            new Sample("integer", -5, 40, 7),
            new Sample("number", -5.5, 40.25, 7.5),
            new Sample("boolean", false, true, true),
            new Sample("date", "2024-01-15", "2024-11-02", "2025-01-01"),
            new Sample("time", "09:30", "13:45:30", "23:00"),
            new Sample("datetime", "2024-01-15T09:30:00Z", "2024-01-15T11:00:00Z", "2025-01-01T00:00:00Z"),
            new Sample("email", "ada@example.org", "bob@example.org", "cy@example.org"),
            new Sample("url", "https://a.example.org/", "https://b.example.org/", "https://c.example.org/"),
            new Sample("phone", "+4930123456", "+4940123456", "+4950123456"),
            new Sample("select", "one", "two", "three", "options", List.of("one", "two", "three")),
            new Sample("member", 7, 8, 9));

    private static Client manager;
    private static String plain;
    private static String indexed;
    private static String target;

    @BeforeAll
    static void fill() {
        manager = Client.manager();
        target = manager.define("target");
        var low = manager.create(target);
        var high = manager.create(target);
        plain = filled("plain", false, id(low), id(high));
        indexed = filled("indexed", true, id(low), id(high));
    }

    private static long id(String path) {
        return Long.parseLong(path.replaceFirst(".*/", ""));
    }

    /** Three records: the low values, the high ones, and none. */
    private static String filled(String slug, boolean shouldIndex, long low, long high) {
        var fields = Stream.concat(
                        SCALARS.stream().map(sample -> {
                            var field = field("f_" + sample.fieldType, sample.fieldType, sample.more);
                            field.put("shouldIndex", shouldIndex);
                            return (Object) field;
                        }),
                        Stream.of(
                                field("f_record", "record", "rules", object("dataType", "target")),
                                field("f_multi_select", "multi_select", "options", List.of("red", "green", "blue")),
                                field("f_json", "json"),
                                field("which", "text")))
                .toArray();
        var type = manager.define(slug, fields);
        var lows = object("which", "low", "f_record", low, "f_multi_select", List.of("red", "green"), "f_json", 1);
        var highs = object("which", "high", "f_record", high, "f_multi_select", List.of("blue"), "f_json", 2);
        SCALARS.forEach(sample -> {
            lows.put("f_" + sample.fieldType, sample.low);
            highs.put("f_" + sample.fieldType, sample.high);
        });
        manager.createWith(type, object("fieldValues", lows));
        manager.createWith(type, object("fieldValues", highs));
        manager.create(type, "which", "none");
        return type;
    }

    static Stream<String> scalars() {
        return SCALARS.stream().map(Sample::fieldType);
    }

    private static Sample sample(String fieldType) {
        return SCALARS.stream()
                .filter(sample -> sample.fieldType.equals(fieldType))
                .findFirst()
                .orElseThrow();
    }

    /** Which of the three records are found, on plain and indexed fields alike. */
    private static void assertFound(String condition, String... which) {
        for (var type : List.of(plain, indexed)) {
            assertThat(expect(200, manager.get(type + "/records?sortBy=id&" + condition))
                            .items("/fieldValues/which"))
                    .as(condition + " on " + type)
                    .containsExactly(which);
        }
    }

    private static String condition(String fieldType, String operator, Object... values) {
        return Arrays.stream(values)
                .map(value -> "f_" + fieldType + "%5B" + operator + "%5D=" + encoded(value.toString()))
                .collect(Collectors.joining("&"));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void eqAndTheValueAloneFindIt(String type) {
        var sample = sample(type);
        assertFound(condition(type, "eq", sample.low), "low");
        assertFound("f_" + type + "=" + encoded(sample.high.toString()), "high");
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void neFindsTheOthersAndTheAbsent(String type) {
        assertFound(condition(type, "ne", sample(type).low), "high", "none");
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void inIsRepeatedOncePerValue(String type) {
        var sample = sample(type);
        assertFound(condition(type, "in", sample.low), "low");
        assertFound(condition(type, "in", sample.low, sample.high), "low", "high");
        assertFound(
                condition(type, "in", sample.low, sample.third),
                type.equals("boolean") ? new String[] {"low", "high"} : new String[] {"low"});
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void existsFindsThePresentOrTheAbsent(String type) {
        assertFound(condition(type, "exists", true), "low", "high");
        assertFound(condition(type, "exists", false), "none");
    }

    @ParameterizedTest
    @CsvSource({"integer", "number", "date", "time", "datetime"})
    void gtGteLtLteCompare(String type) {
        var sample = sample(type);
        assertFound(condition(type, "gt", sample.low), "high");
        assertFound(condition(type, "gte", sample.low), "low", "high");
        assertFound(condition(type, "lt", sample.high), "low");
        assertFound(condition(type, "lte", sample.high), "low", "high");
    }

    @ParameterizedTest
    @CsvSource({
        "text",
        "long_text",
        "boolean",
        "email",
        "url",
        "phone",
        "select",
        "record",
        "member",
        "multi_select",
        "json"
    })
    void gtGteLtLteAreForNothingElse(String type) {
        ORDERED.forEach(operator -> assertRefused(type, operator));
    }

    @ParameterizedTest
    @CsvSource({"text", "long_text"})
    void containsAndStartsWithLookIntoTextWithoutRegardToCase(String type) {
        assertFound(condition(type, "contains", "LE P"), "low");
        assertFound(condition(type, "contains", "an"), "high");
        assertFound(condition(type, "startsWith", "aPP"), "low");
        assertFound(condition(type, "startsWith", "pie"));
        assertFound(condition(type, "contains", "%"));
        assertFound(condition(type, "contains", "_"));
        assertFound(condition(type, "startsWith", "App*"));
    }

    @ParameterizedTest
    @CsvSource({"integer", "number", "boolean", "date", "time", "datetime", "record", "member", "json"})
    void containsAndStartsWithAreForNoOtherScalar(String type) {
        assertRefused(type, "contains");
        assertRefused(type, "startsWith");
    }

    @Test
    void containsOnAMultiSelectMeansHasThatOption() {
        assertFound(condition("multi_select", "contains", "red"), "low");
        assertFound(condition("multi_select", "contains", "blue"), "high");
        assertFound(
                condition("multi_select", "contains", "red") + "&" + condition("multi_select", "contains", "green"),
                "low");
        for (var operator : List.of("eq", "startsWith", "gt", "lte")) {
            assertRefused("multi_select", operator);
        }
    }

    @Test
    void jsonIsNoScalar() {
        OPERATORS.stream()
                .filter(operator -> !operator.equals("exists"))
                .forEach(operator -> assertRefused("json", operator));
        expect(400, manager.get(plain + "/records?sortBy=f_json"));
        expect(400, manager.get(plain + "/records?sortBy=f_multi_select"));
    }

    private static void assertRefused(String type, String operator) {
        expect(
                400,
                manager.get(
                        plain + "/records?" + condition(type, operator, type.equals("json") ? "1" : valueOf(type))));
    }

    private static Object valueOf(String type) {
        return switch (type) {
            case "record" -> 1;
            case "multi_select" -> "red";
            default -> sample(type).low;
        };
    }

    @Test
    void recordsAreFoundByTheRecordTheyPointTo() {
        var low = manager.get(plain + "/records?which=low")
                .items("/fieldValues/f_record")
                .getFirst();
        assertFound(condition("record", "eq", low), "low");
        assertFound(condition("record", "ne", low), "high", "none");
        assertFound(condition("record", "in", low, "1"), "low");
        assertFound(condition("record", "exists", false), "none");
    }

    @Test
    void valuesAreComparedAsValuesNotAsSpellings() {
        assertFound(condition("number", "eq", "40.250"), "high");
        assertFound(condition("number", "gt", "4.0249e1"), "high");
        assertFound(condition("datetime", "eq", "2024-01-15T10:30:00+01:00"), "low");
        assertFound(condition("time", "eq", "09:30:00"), "low");
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void everyScalarFieldMayBeSortedBy(String type) {
        for (var list : List.of(plain, indexed)) {
            assertThat(expect(200, manager.get(list + "/records?sortBy=f_" + type))
                            .items("/fieldValues/which"))
                    .containsExactly("low", "high", "none");
            assertThat(expect(200, manager.get(list + "/records?sortOrder=desc&sortBy=f_" + type))
                            .items("/fieldValues/which"))
                    .containsExactly("high", "low", "none");
        }
    }

    @ParameterizedTest
    @CsvSource({"integer", "number", "boolean", "date", "time", "datetime", "member", "record"})
    void aValueOfAnotherTypeIs400(String type) {
        for (var operator : List.of("eq", "ne", "in")) {
            expect(400, manager.get(plain + "/records?" + condition(type, operator, "not a value")));
        }
    }

    @Test
    void theMemberAndTheExternalIdHaveTheOperatorsOfScalars() {
        var own = manager.define("own");
        manager.createWith(own, object("fieldValues", object(), "memberId", 7, "externalId", "e7"));
        manager.createWith(own, object("fieldValues", object(), "memberId", 8));
        manager.createWith(own, object("fieldValues", object(), "memberId", null, "externalId", "e0"));
        for (var row : List.of(
                "memberId%5Beq%5D=7 1",
                "memberId%5Bne%5D=7 2",
                "memberId%5Bin%5D=7&memberId%5Bin%5D=8 2",
                "memberId%5Bexists%5D=false 1",
                "externalId%5Beq%5D=e7 1",
                "externalId%5Bne%5D=e7 2",
                "externalId%5Bin%5D=e7&externalId%5Bin%5D=e0 2",
                "externalId%5Bexists%5D=true 2")) {
            var condition = row.split(" ");
            assertThat(expect(200, manager.get(own + "/records?" + condition[0]))
                            .at("/total"))
                    .as(row)
                    .isEqualTo(condition[1]);
        }
    }
}
