package io.datarecords.standalone;

import io.datarecords.standalone.StandaloneProcess.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One caller in one workspace of a running service. */
final class Client {

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
    static Client manager(StandaloneProcess service) {
        var workspace = UUID.randomUUID();
        return new Client(service, workspace, service.token(workspace, 1L, "datatypes:admin records:admin"));
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    private Answer send(String method, String path, @Nullable Object body) {
        var json = body == null ? null : JSON.writeValueAsString(body);
        return service.send(method, "/api/v2/w/" + workspace + path, token, json, Map.of());
    }

    /** Defines a data type and gives its path. */
    String define(String slug, Object... fields) {
        var answer = post("/data-types", Map.of("name", slug, "slug", slug, "fields", List.of(fields)));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.toString());
        }
        return "/data-types/" + answer.id();
    }

    static Map<String, Object> field(String slug, String fieldType) {
        return Map.of("name", slug, "slug", slug, "fieldType", fieldType);
    }

    static Map<String, Object> values(Map<String, Object> fieldValues) {
        return Map.of("fieldValues", fieldValues);
    }
}
