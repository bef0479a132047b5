package io.datarecords.standalone;

import io.datarecords.standalone.StandaloneProcess.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One caller in one workspace of a running service. */
public final class Client {

    private static final JsonMapper JSON = new JsonMapper();

    private final StandaloneProcess service;
    private final UUID workspace;
    private final String token;

    private Client(StandaloneProcess service, UUID workspace, String token) {
        this.service = service;
        this.workspace = workspace;
        this.token = token;
    }

    /** Somebody who may do everything, in a workspace of its own. */
    public static Client manager(StandaloneProcess service) {
        var workspace = UUID.randomUUID();
        return new Client(service, workspace, service.token(workspace, 1L, "datatypes:admin records:admin"));
    }

    /** Somebody who may do everything, in a workspace of its own on the shared service. */
    public static Client manager() {
        return manager(SharedService.get());
    }

    /** Somebody else in the same workspace. */
    public Client as(@Nullable Long memberId, String scope, String... roles) {
        return with(service.token(workspace, memberId, scope, roles));
    }

    /** The same workspace with another token; empty: with none. */
    public Client with(String otherToken) {
        return new Client(service, workspace, otherToken);
    }

    public UUID workspace() {
        return workspace;
    }

    public String token() {
        return token;
    }

    /** What is not of a workspace. */
    public Answer operate(String method, String path) {
        return service.send(method, path, token, null, Map.of());
    }

    /** Headers are names and values in turn, here and below. */
    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, @Nullable Object body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer put(String path, Object body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    /** A string is sent as it stands, everything else as JSON. */
    public Answer send(String method, String path, @Nullable Object body, String... headers) {
        var json = body == null || body instanceof String ? (String) body : JSON.writeValueAsString(body);
        return service.send(method, base() + path, token, json, pairs(headers));
    }

    /** Where the paths begin. */
    public String base() {
        return "/api/v2/w/" + workspace;
    }

    /** Defines a data type and gives its path. */
    public String define(String slug, Object... fields) {
        return defined(Map.of("name", slug, "slug", slug, "fields", List.of(fields)));
    }

    /** Defines a data type by its whole definition and gives its path. */
    public String defined(Map<String, Object> definition) {
        return "/data-types/" + created("/data-types", definition).id();
    }

    /** Creates a record with these values, names and values in turn, and gives its path. */
    public String create(String type, Object... values) {
        return type + "/records/"
                + created(type + "/records", values(object(values))).id();
    }

    /** Creates a record by its whole body and gives its path. */
    public String createWith(String type, Map<String, Object> body) {
        return type + "/records/" + created(type + "/records", body).id();
    }

    private Answer created(String path, Object body) {
        var answer = post(path, body);
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.toString());
        }
        return answer;
    }

    /** A field's definition; more of it as names and values in turn. */
    public static Map<String, Object> field(String slug, String fieldType, Object... more) {
        var field = object("name", slug, "slug", slug, "fieldType", fieldType);
        field.putAll(object(more));
        return field;
    }

    public static Map<String, Object> values(Map<String, Object> fieldValues) {
        return Map.of("fieldValues", fieldValues);
    }

    /** The body that sets these values, names and values in turn; null is possible. */
    public static Map<String, Object> set(Object... values) {
        return object("fieldValues", object(values));
    }

    /** A JSON object of names and values in turn; null is possible. */
    public static Map<String, Object> object(Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** JSON with its quotes, from JSON that is written with apostrophes. */
    public static String json(String text) {
        return text.replace('\'', '"');
    }

    /** As part of a path or of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, String> pairs(String... headers) {
        var pairs = new LinkedHashMap<String, String>();
        for (int i = 0; i < headers.length; i += 2) {
            pairs.put(headers[i], headers[i + 1]);
        }
        return pairs;
    }
}
