package io.datarecords.standalone.contract;

import io.datarecords.standalone.Client;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What is there before the fuzzing begins: types with every type of field, records, callers and cursors. */
final class FuzzSeeds {

    private static final Map<String, String> RULES = Map.of(
            "record", "\"rules\":{\"dataType\":\"target\"}",
            "select", "\"options\":[\"red\",\"green\"]",
            "multi_select", "\"options\":[\"red\",\"green\"]",
            "text", "\"rules\":{\"minLength\":0,\"maxLength\":20000,\"pattern\":\"[^Z]*\"}",
            "integer", "\"rules\":{\"min\":-1000000,\"max\":1000000}",
            "number", "\"rules\":{\"scale\":38}");

    private final Client manager = Client.manager();
    private final List<Long> types = new ArrayList<>();
    private final List<Long> records = new ArrayList<>();
    private final List<String> cursors = new ArrayList<>();
    private final List<Map.Entry<String, String>> values = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();

    FuzzSeeds() {
        long target = define("target", true, field("t_text", "text"));
        var pointed = create(target, "{}");
        values.addAll(List.of(
                Map.entry("f_text", "\"Some text\""),
                Map.entry("f_long_text", "\"Some longer text\\nof two lines\""),
                Map.entry("f_integer", "42"),
                Map.entry("f_number", "70.10"),
                Map.entry("f_boolean", "true"),
                Map.entry("f_date", "\"2024-01-15\""),
                Map.entry("f_time", "\"13:45:30\""),
                Map.entry("f_datetime", "\"2024-01-15T10:30:00+02:00\""),
                Map.entry("f_email", "\"ada@example.org\""),
                Map.entry("f_url", "\"https://example.org/a?b=c\""),
                Map.entry("f_phone", "\"+4930123456\""),
                Map.entry("f_select", "\"red\""),
                Map.entry("f_multi_select", "[\"red\",\"green\"]"),
                Map.entry("f_json", "{\"a\":[1,null,true]}"),
                Map.entry("f_record", String.valueOf(pointed)),
                Map.entry("f_member", "7")));
        var fields = fields().toArray(String[]::new);
        long everything = define("everything", true, fields);
        long coded = define(
                "coded",
                true,
                "{\"name\":\"code\",\"slug\":\"code\",\"fieldType\":\"text\",\"required\":true,\"isExternalId\":true}",
                field("f_text", "text"));
        long sole = define("sole", false, fields);
        var whole = values.stream()
                .map(value -> '"' + value.getKey() + "\":" + value.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        for (int i = 0; i < 250; i++) {
            records.add(create(everything, i % 3 == 0 ? "{\"f_integer\":" + i + "}" : whole));
        }
        for (int i = 0; i < 30; i++) {
            records.add(create(coded, "{\"code\":\"ext-" + i + "\"}"));
        }
        records.add(create(sole, whole));
        cursors(everything);
        tokens.addAll(Collections.nCopies(12, manager.token()));
        tokens.addAll(List.of(
                manager.as(7L, "").token(),
                manager.as(7L, "records:write datatypes:write", "nurse").token(),
                manager.as(8L, "records:write datatypes:write", "nurse").token(),
                manager.as(null, "records:read datatypes:read").token(),
                "x"));
    }

    private long define(String slug, boolean isCollection, String... fields) {
        var answer = manager.post(
                "/data-types",
                "{\"name\":\"%s\",\"slug\":\"%s\",\"isCollection\":%s,\"fields\":[%s]}"
                        .formatted(slug, slug, isCollection, String.join(",", fields)));
        types.add(Expectations.expect(201, answer).id());
        return answer.id();
    }

    private long create(long type, String fieldValues) {
        return Expectations.expect(
                        201, manager.post("/data-types/" + type + "/records", "{\"fieldValues\":" + fieldValues + "}"))
                .id();
    }

    private void cursors(long type) {
        for (var query : List.of(
                "pageSize=2", "pageSize=2&sortBy=id", "pageSize=2&sortBy=f_integer", "pageSize=2&sortBy=f_text")) {
            cursors.add(manager.get("/data-types/" + type + "/records?" + query).at("/nextCursor"));
        }
    }

    private static String field(String slug, String fieldType) {
        var more = RULES.get(fieldType);
        return "{\"name\":\"%s\",\"slug\":\"%s\",\"fieldType\":\"%s\",\"shouldIndex\":%s%s}"
                .formatted(slug, slug, fieldType, slug.hashCode() % 2 == 0, more == null ? "" : "," + more);
    }

    /** Every field of the types, defined as JSON. */
    List<String> fields() {
        return values.stream()
                .map(value -> field(value.getKey(), value.getKey().substring(2)))
                .toList();
    }

    /** The fields again, some of them indexed, required or for administrators now. */
    String revisedFields(RandomGenerator random) {
        return fields().stream()
                .map(field -> switch (random.nextInt(8)) {
                    case 0 -> field.replace("\"shouldIndex\":false", "\"shouldIndex\":true");
                    case 1 -> field.replace("\"shouldIndex\":true", "\"shouldIndex\":false");
                    case 2 -> field.replace("\"shouldIndex\"", "\"isAdminOnly\":true,\"shouldIndex\"");
                    default -> field;
                })
                .filter(field -> random.nextInt(20) > 0)
                .collect(Collectors.joining(",", "[", "]"));
    }

    Client manager() {
        return manager;
    }

    String base() {
        return manager.base();
    }

    List<Long> types() {
        return types;
    }

    List<Long> records() {
        return records;
    }

    List<String> cursors() {
        return cursors;
    }

    /** Slugs of fields with a valid value each, as JSON. */
    List<Map.Entry<String, String>> values() {
        return values;
    }

    List<String> tokens() {
        return tokens;
    }

    /** What a list may be filtered and sorted by. */
    List<String> queryNames() {
        var names = new ArrayList<>(values.stream().map(Map.Entry::getKey).toList());
        names.addAll(List.of("id", "createdAt", "updatedAt", "memberId", "externalId", "nosuch", "code"));
        return names;
    }
}
