package io.datarecords.standalone.contract;

import static io.datarecords.standalone.contract.Oddities.oneOf;

import io.datarecords.standalone.Client;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Requests over all operations of an OpenAPI document; the same number gives the same request. */
final class FuzzedRequests {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
    private static final List<String> OPERATORS =
            List.of("eq", "ne", "gt", "gte", "lt", "lte", "in", "contains", "startsWith", "exists", "", "nosuch", "EQ");

    private final List<Operation> operations;
    private final FuzzSeeds seeds;
    private final long seed;

    private record Operation(String method, String path, List<Parameter> parameters, boolean hasBody) {}

    private record Parameter(String name, String in) {}

    FuzzedRequests(JsonNode document, FuzzSeeds seeds, long seed) {
        this.operations = operations(document);
        this.seeds = seeds;
        this.seed = seed;
    }

    /** Every operation, without the names of its variables. */
    static List<String> names(JsonNode document) {
        return operations(document).stream()
                .map(operation ->
                        operation.method.toUpperCase(Locale.ROOT) + " " + operation.path.replaceAll("\\{[^}]*}", "{}"))
                .toList();
    }

    private static List<Operation> operations(JsonNode document) {
        var operations = new ArrayList<Operation>();
        new TreeMap<>(document.get("paths").properties().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey(), entry -> entry.getValue())))
                .forEach((path, item) -> METHODS.stream()
                        .filter(item::has)
                        .forEach(method -> operations.add(operation(document, method, path, item))));
        return operations;
    }

    private static Operation operation(JsonNode document, String method, String path, JsonNode item) {
        var parameters = new ArrayList<Parameter>();
        for (var holder : List.of(item, item.get(method))) {
            for (var parameter : holder.path("parameters")) {
                var resolved = parameter.has("$ref")
                        ? document.at(parameter.get("$ref").asString().substring(1))
                        : parameter;
                parameters.add(new Parameter(
                        resolved.get("name").asString(), resolved.get("in").asString()));
            }
        }
        return new Operation(method, path, parameters, item.get(method).has("requestBody"));
    }

    FuzzedRequest request(int number) {
        var random = new Random(seed * 1_000_003 + number);
        var operation = oneOf(random, operations);
        boolean otherMethod = random.nextInt(40) == 0;
        var method = otherMethod
                ? oneOf(
                        random,
                        List.of(
                                "PATCH",
                                "PUT",
                                "DELETE",
                                "POST",
                                "GET",
                                "HEAD",
                                "OPTIONS",
                                "TRACE",
                                "get",
                                "X",
                                "PROPFIND"))
                : operation.method.toUpperCase(Locale.ROOT);
        var body = method.equals("HEAD") || method.equals("TRACE") ? null : body(random, operation);
        return new FuzzedRequest(
                number, method, target(random, operation), headers(random, operation, body != null), body);
    }

    private String target(Random random, Operation operation) {
        var path = new StringBuilder(seeds.base());
        for (var segment : operation.path.substring(1).split("/")) {
            path.append('/').append(segment.startsWith("{") ? variable(random, operation, segment) : segment);
        }
        if (random.nextInt(60) == 0) {
            path.append(oneOf(random, List.of("/", "//", ";x", "/..", "/%2e", "%00", "%", "?", "/x", ".json", "%20")));
        }
        if (random.nextInt(150) == 0) {
            path.append("?search=")
                    .append("y".repeat(oneOf(random, List.of(4_000, 7_000, 8_000, 8_190, 9_000, 70_000))));
        }
        return path + (path.indexOf("?") >= 0 ? "" : query(random, operation));
    }

    private String variable(Random random, Operation operation, String segment) {
        // most deletions miss, or nothing would be left for the others
        int odd = operation.method.equals("delete") ? 2 : 10;
        if (random.nextInt(odd) == 0) {
            return Oddities.pathSegment(random);
        }
        var name = segment.toLowerCase(Locale.ROOT);
        if (name.contains("external")) {
            return "ext-" + random.nextInt(60);
        }
        if (name.contains("slug")) {
            return oneOf(random, List.of("everything", "target", "coded", "sole", "nosuch"));
        }
        return String.valueOf(
                name.contains("record") || name.contains("rid")
                        ? oneOf(random, seeds.records())
                        : oneOf(random, seeds.types()));
    }

    private String query(Random random, Operation operation) {
        var known = operation.parameters.stream()
                .filter(parameter -> parameter.in.equals("query"))
                .map(Parameter::name)
                .toList();
        if (known.isEmpty() && random.nextInt(20) > 0) {
            return "";
        }
        var parts = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> part(random, known))
                .collect(Collectors.joining("&"));
        return parts.isEmpty() ? "" : "?" + parts;
    }

    private String part(Random random, List<String> known) {
        if (!known.isEmpty() && random.nextInt(5) < 3) {
            var name = oneOf(random, known);
            return name + "=" + (random.nextInt(3) == 0 ? Oddities.parameter(random) : likely(random, name));
        }
        if (random.nextInt(30) == 0) {
            return Oddities.parameter(random);
        }
        var field = random.nextInt(12) == 0 ? Oddities.parameter(random) : oneOf(random, seeds.queryNames());
        var operator = random.nextInt(4) == 0 ? "" : brackets(random, oneOf(random, OPERATORS));
        return field + operator + "=" + (random.nextInt(2) == 0 ? Oddities.parameter(random) : value(random));
    }

    private static String brackets(Random random, String operator) {
        return switch (random.nextInt(12)) {
            case 0 -> "[" + operator;
            case 1 -> "[" + operator + "]]";
            case 2, 3, 4, 5 -> "[" + operator + "]";
            default -> "%5B" + operator + "%5D";
        };
    }

    private String likely(Random random, String name) {
        return switch (name) {
            case "page" -> String.valueOf(random.nextInt(1, 4));
            case "pageSize", "page_size" -> String.valueOf(random.nextInt(1, 20));
            case "sortBy" -> oneOf(random, seeds.queryNames());
            case "sortOrder" -> oneOf(random, List.of("asc", "desc"));
            case "cursor" -> oneOf(random, seeds.cursors());
            case "version" -> String.valueOf(random.nextInt(4));
            case "asOf" -> "20" + random.nextInt(10, 99) + "-01-15T10:30:00Z";
            case "field" -> oneOf(random, seeds.queryNames());
            case "externalId" -> "ext-" + random.nextInt(60);
            default -> value(random);
        };
    }

    private String value(Random random) {
        var json = oneOf(random, seeds.values()).getValue();
        return Client.encoded(json.startsWith("\"") ? json.substring(1, json.length() - 1) : json);
    }

    private List<String> headers(Random random, Operation operation, boolean hasBody) {
        var headers = new ArrayList<String>();
        if (random.nextInt(50) > 0) {
            headers.add("Authorization: Bearer " + oneOf(random, seeds.tokens()));
        }
        if (hasBody) {
            headers.add("Content-Type: application/json");
        }
        for (int i = random.nextInt(8) == 0 ? random.nextInt(1, 4) : 0; i > 0; i--) {
            var header = Oddities.header(random);
            var name = header.substring(0, header.indexOf(':') + 1);
            headers.removeIf(other -> other.startsWith(name));
            headers.add(header);
        }
        if (operation.method.equals("post") && random.nextInt(10) == 0) {
            headers.removeIf(other -> other.startsWith("Idempotency-Key:"));
            headers.add("Idempotency-Key: key-" + random.nextInt(100));
        }
        return headers;
    }

    private byte @Nullable [] body(Random random, Operation operation) {
        if (!operation.hasBody) {
            return random.nextInt(40) == 0 ? Oddities.mutated(random, "{}") : null;
        }
        if (random.nextInt(300) == 0) {
            var large = new byte[oneOf(random, List.of(1_000_000, (1 << 20) + 1))];
            Arrays.fill(large, (byte) 'x');
            return large;
        }
        var valid = validBody(random, operation);
        return random.nextInt(3) == 0 ? valid.getBytes(StandardCharsets.UTF_8) : Oddities.mutated(random, valid);
    }

    private String validBody(Random random, Operation operation) {
        if (operation.path.endsWith("validate-slug")) {
            return "{\"slug\":\"everything\"}";
        }
        if (operation.path.endsWith("records")
                || operation.path.contains("record")
                || operation.path.contains("upsert")) {
            return recordBody(random, operation);
        }
        return definition(random, operation);
    }

    private String recordBody(Random random, Operation operation) {
        var values = IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> oneOf(random, seeds.values()))
                .collect(Collectors.toMap(
                        entry -> entry.getKey(), entry -> entry.getValue(), (a, b) -> b, TreeMap::new));
        if (random.nextInt(3) == 0) {
            values.put("code", "\"ext-" + random.nextInt(60) + '"');
        }
        var body = values.entrySet().stream()
                .map(entry -> '"' + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{\"fieldValues\":{", "}"));
        if (operation.method.equals("post") && random.nextInt(3) == 0) {
            body += oneOf(random, List.of(",\"memberId\":7", ",\"memberId\":null", ",\"assignmentTaskId\":5"));
        }
        if (operation.method.equals("post") && operation.path.endsWith("records") && random.nextInt(3) == 0) {
            body += ",\"externalId\":\"ext-" + random.nextInt(60) + '"';
        }
        return body + "}";
    }

    private String definition(Random random, Operation operation) {
        var parts = new ArrayList<String>();
        if (operation.method.equals("post") || random.nextBoolean()) {
            parts.add("\"name\":\"Type " + random.nextInt(5_000) + '"');
        }
        if (random.nextInt(3) == 0) {
            parts.add("\"description\":\"d\"");
        }
        if (operation.method.equals("post") && random.nextBoolean()) {
            parts.add("\"isCollection\":" + random.nextBoolean());
        }
        if (random.nextInt(4) == 0) {
            parts.add("\"grants\":[{\"role\":\"nurse\",\"actions\":[\"list_all\",\"create\"]}]");
        }
        if (random.nextInt(4) == 0) {
            parts.add("\"memberAccess\":[\"create\",\"read\",\"update\",\"delete\"]");
        }
        if (operation.method.equals("post")) {
            parts.add(IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> oneOf(random, seeds.fields()))
                    .distinct()
                    .collect(Collectors.joining(",", "\"fields\":[", "]")));
        } else if (random.nextInt(4) == 0) {
            parts.add("\"fields\":" + seeds.revisedFields(random));
        }
        return "{" + String.join(",", parts) + "}";
    }
}
