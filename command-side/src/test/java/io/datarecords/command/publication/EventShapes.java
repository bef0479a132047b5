package io.datarecords.command.publication;

import static io.datarecords.eventlog.TestLog.ACTOR;
import static io.datarecords.eventlog.TestLog.WORKSPACE;
import static java.util.Map.entry;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.Violations;
import io.datarecords.api.access.Action;
import io.datarecords.api.access.Actor;
import io.datarecords.api.access.Grant;
import io.datarecords.api.access.MemberAction;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.datatype.Schema;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import io.datarecords.eventlog.RecordedEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Events of every shape that there is: with and without what may be absent, and with every type of field. */
final class EventShapes {

    private static final Actor NOBODY = new Actor(null, "service");
    private static final TypeAccess NO_ACCESS = new TypeAccess(List.of(), List.of());
    private static final TypeAccess ALL_ACCESS = new TypeAccess(
            List.of(new Grant("nurse", Arrays.asList(Action.values())), new Grant("Größe \uD83D\uDE00", List.of())),
            Arrays.asList(MemberAction.values()));

    /** A value for each type of field. */
    private static final Map<String, Object> VALUES = Map.ofEntries(
            entry("text", "Grüße \uD83D\uDE00 \"\\\n"),
            entry("long_text", "x".repeat(100_000)),
            entry("integer", Long.MIN_VALUE),
            entry("number", new BigDecimal("0.00000000000000000000000000000000000150")),
            entry("boolean", false),
            entry("date", "2024-02-29"),
            entry("time", "13:45"),
            entry("datetime", "2024-01-15T13:45:30.123+02:00"),
            entry("email", "a@example.org"),
            entry("url", "https://example.org/a?b=c"),
            entry("phone", "+12025550160"),
            entry("select", "a"),
            entry("multi_select", List.of("b", "a")),
            entry("json", json()),
            entry("record", 9_007_199_254_740_991L),
            entry("member", 1L));

    private EventShapes() {}

    static Stream<DomainEvent> all() {
        return Stream.of(recorded(), types(), records()).flatMap(events -> events);
    }

    private static Stream<DomainEvent> recorded() {
        return RecordedEvent.all().stream().map(RecordedEvent::event);
    }

    private static Stream<DomainEvent> types() {
        var fields = Schema.define(everyType());
        return Stream.of(
                new DataTypeDefined(WORKSPACE, 1, "All", "all", "what", true, fields, ALL_ACCESS, ACTOR),
                new DataTypeDefined(WORKSPACE, 1, "None", "none", null, false, List.of(), NO_ACCESS, NOBODY),
                new DataTypeRevised(WORKSPACE, 1, "all", "All", "what", fields, ALL_ACCESS, ACTOR),
                new DataTypeRevised(WORKSPACE, 1, "none", "None", null, List.of(), NO_ACCESS, NOBODY),
                new DataTypeArchived(WORKSPACE, 1, "all", NOBODY),
                new DataTypeUnarchived(WORKSPACE, 1, "all", NOBODY),
                new DataTypeDeleted(WORKSPACE, 1, "all", NOBODY));
    }

    private static Stream<DomainEvent> records() {
        var violations = new Violations();
        var sent = new LinkedHashMap<String, Object>(VALUES);
        sent.put("file", "ext-1");
        var values = Schema.of(everyType()).forCreate(sent, true, violations);
        violations.reject();
        var cleared = new LinkedHashMap<String, Object>();
        values.byKey().keySet().forEach(key -> cleared.put(key, null));
        return Stream.of(
                new RecordCreated(WORKSPACE, 10, 1, 3, 7L, "ext-1", 5L, values, ACTOR),
                new RecordCreated(WORKSPACE, 10, 1, 3, null, null, null, FieldValues.NONE, NOBODY),
                new FieldsUpdated(WORKSPACE, 10, 1, 3, 7L, values, ACTOR),
                new FieldsUpdated(WORKSPACE, 10, 1, 3, null, new FieldValues(cleared), NOBODY),
                new RecordDeleted(WORKSPACE, 10, 1, 7L, ACTOR),
                new RecordDeleted(WORKSPACE, 10, 1, null, NOBODY));
    }

    /** Each type of field: bare, and with whatever it may have. Every other one came with a later version. */
    private static List<FieldDefinition> everyType() {
        var fields = new ArrayList<FieldDefinition>();
        VALUES.forEach((type, value) -> {
            var options = type.endsWith("select") ? List.of("a", "b") : List.<String>of();
            var rules = type.equals("record") ? rules(type) : Map.<String, Object>of();
            fields.add(new FieldDefinition(
                    type, type, type, false, false, false, false, null, options, rules, 1 + fields.size() % 4));
            fields.add(new FieldDefinition(
                    type, type + "_too", type, true, true, true, false, value, options, rules(type), 3));
        });
        fields.add(new FieldDefinition("File", "file", "text", true, true, false, true, null, List.of(), Map.of(), 1));
        return fields;
    }

    private static Map<String, Object> rules(String type) {
        return switch (type) {
            case "text" -> Map.of("minLength", 1L, "maxLength", 100L, "pattern", "(?s).*");
            case "integer" -> Map.of("min", Long.MIN_VALUE, "max", Long.MAX_VALUE);
            case "number" -> Map.of("min", new BigDecimal("-1.50"), "max", 1000L, "scale", 76L);
            case "date" -> Map.of("min", "2000-01-01", "max", "2100-01-01");
            case "time" -> Map.of("min", "08:00", "max", "18:00");
            case "datetime" -> Map.of("min", "2000-01-01T00:00:00Z");
            case "email", "url", "phone" -> Map.of("maxLength", 100L);
            case "multi_select" -> Map.of("minItems", 1L, "maxItems", 2L);
            case "record" -> Map.of("dataType", "all");
            default -> Map.of();
        };
    }

    private static Object json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("NO slug", Arrays.asList(1L, null, Map.of(), List.of(), new BigDecimal("2.50")));
        json.put("big", new BigInteger("12345678901234567890123"));
        json.put("nothing", null);
        return json;
    }
}
