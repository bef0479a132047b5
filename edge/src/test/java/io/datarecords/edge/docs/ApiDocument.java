package io.datarecords.edge.docs;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document, held against what the service really answers. */
public final class ApiDocument {

    private static final String ID = "https://datarecords.io/openapi.json";
    private static final String BASE = "/api/v2/w/";
    private static final String PROBLEM = "application/problem+json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final ApiDocument INSTANCE = new ApiDocument();

    private final JsonNode root;
    private final SchemaRegistry schemas;

    private ApiDocument() {
        var json = new String(OpenApi.json(), StandardCharsets.UTF_8);
        root = JSON.readTree(json);
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemas(Map.of(ID, json))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    public static ApiDocument get() {
        return INSTANCE;
    }

    JsonNode root() {
        return root;
    }

    /** Every operation as {@code GET /data-types/{}}: below the workspace, without the names of variables. */
    public Set<String> operations() {
        var operations = new TreeSet<String>();
        root.get("paths")
                .forEachEntry((path, item) -> METHODS.stream()
                        .filter(item::has)
                        .forEach(method ->
                                operations.add(method.toUpperCase() + " " + path.replaceAll("\\{[^}]*}", "{}"))));
        return operations;
    }

    /** The names of the schemas of problems. */
    public List<String> problems() {
        return root.at("/components/schemas").propertyNames().stream()
                .filter(name -> name.endsWith("Problem"))
                .toList();
    }

    /** What is wrong with a problem of the kind that the schema of that name describes. */
    public List<String> problem(String schema, JsonNode problem) {
        return validate("/components/schemas/" + schema, problem);
    }

    /**
     * Fails if the document does not allow the answer.
     *
     * @param path as it was sent, with or without a query string; what is not below a workspace is passed over
     */
    public void check(String method, String path, HttpResponse<String> answer) {
        var complaints = complaints(method, path, answer.statusCode(), answer.headers(), answer.body());
        if (!complaints.isEmpty()) {
            throw new AssertionError("%s %s was answered %d, which the OpenAPI document does not allow:%n  %s%n%s"
                    .formatted(method, path, answer.statusCode(), String.join("\n  ", complaints), answer.body()));
        }
    }

    /** Everything in an answer that the document does not allow. */
    public List<String> complaints(String method, String path, int status, HttpHeaders headers, String body) {
        var route = path.replaceFirst("\\?.*", "");
        if (!route.startsWith(BASE)) {
            return List.of();
        }
        var below = route.substring(BASE.length()).replaceFirst("^[^/]*", "");
        var complaints = new ArrayList<String>();
        template(below)
                .ifPresentOrElse(
                        template -> checkKnown(template, method, status, headers, body, complaints),
                        () -> checkRefused(Set.of(401, 403, 404), status, headers, complaints));
        return complaints;
    }

    /** The path of the document that a request's path is one of; the words of a template win over its variables. */
    private Optional<String> template(String path) {
        return root.get("paths").propertyNames().stream()
                .filter(template -> Pattern.matches(template.replaceAll("\\{[^}]*}", "[^/]+"), path))
                .min(String::compareTo);
    }

    private void checkKnown(
            String template, String method, int status, HttpHeaders headers, String body, List<String> complaints) {
        var operation = method.equals("HEAD") ? "get" : method.toLowerCase();
        var responses = root.get("paths").get(template).path(operation).path("responses");
        if (responses.isMissingNode()) {
            if (!method.equals("OPTIONS")) {
                checkRefused(Set.of(401, 403, 405), status, headers, complaints);
            }
            return;
        }
        var pointer = "/paths/" + escaped(template) + "/" + operation + "/responses/" + status;
        if (!responses.has(String.valueOf(status))) {
            complaints.add("status " + status + " (expected: one of " + responses.propertyNames() + ")");
            return;
        }
        var response = resolved(pointer);
        checkHeaders(response, headers, complaints);
        if (!method.equals("HEAD")) {
            checkBody(response, headers, body, complaints);
        }
    }

    private void checkRefused(Set<Integer> expected, int status, HttpHeaders headers, List<String> complaints) {
        if (!expected.contains(status)) {
            complaints.add(
                    "status " + status + " (expected: one of " + expected + ", since there is no such operation)");
        }
        if (!PROBLEM.equals(mediaType(headers))) {
            complaints.add("Content-Type " + mediaType(headers) + " (expected: " + PROBLEM + ")");
        }
    }

    private void checkHeaders(String response, HttpHeaders headers, List<String> complaints) {
        root.at(response).path("headers").forEachEntry((name, _) -> {
            var header = resolved(response + "/headers/" + name);
            var value = headers.firstValue(name);
            if (value.isEmpty() && root.at(header).path("required").asBoolean(false)) {
                complaints.add("header " + name + ": missing");
            }
            value.ifPresent(text -> validate(header + "/schema", JSON.valueToTree(text))
                    .forEach(error -> complaints.add("header " + name + ": " + error)));
        });
    }

    private void checkBody(String response, HttpHeaders headers, String body, List<String> complaints) {
        var content = root.at(response).path("content");
        if (content.isMissingNode()) {
            if (!body.isEmpty()) {
                complaints.add("body: there (expected: none)");
            }
            return;
        }
        var type = mediaType(headers);
        if (!content.has(type)) {
            complaints.add("Content-Type " + type + " (expected: one of " + content.propertyNames() + ")");
            return;
        }
        var schema = response + "/content/" + escaped(type) + "/schema";
        if (type.endsWith("ndjson")) {
            body.lines().forEach(line -> checkJson(schema, line, complaints));
        } else if (type.endsWith("json")) {
            checkJson(schema, body, complaints);
        }
    }

    private void checkJson(String schema, String json, List<String> complaints) {
        try {
            complaints.addAll(validate(schema, JSON.readTree(json)));
        } catch (JacksonException malformed) {
            complaints.add("body: " + malformed.getOriginalMessage());
        }
    }

    /** What is wrong with a value, as the schema at that place of the document has it. */
    List<String> validate(String pointer, JsonNode value) {
        var fragment = pointer.replace("{", "%7B").replace("}", "%7D");
        return schemas.getSchema(SchemaLocation.of(ID + "#" + fragment)).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /** Where the thing really stands that a pointer leads to. */
    String resolved(String pointer) {
        var reference = root.at(pointer).path("$ref");
        return reference.isString() ? resolved(reference.stringValue().substring(1)) : pointer;
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String mediaType(HttpHeaders headers) {
        return headers.firstValue("Content-Type").orElse("none").replaceFirst(" *;.*", "");
    }
}
