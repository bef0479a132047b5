package io.datarecords.command;

import io.datarecords.edge.TestTokens;
import io.datarecords.edge.docs.ApiDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.env.Environment;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The service as clients see it; every answer is held against the OpenAPI document. */
public final class Api {

    public static final String ALL_SCOPES = "datatypes:admin records:admin";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Environment environment;

    public Api(Environment environment) {
        this.environment = environment;
    }

    /** What was answered; the body is empty where there is none. */
    public record Answer(int status, HttpResponse<String> response, Map<String, Object> body) {

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** Each line of a body that has many. */
        @SuppressWarnings("unchecked")
        public List<Map<String, Object>> lines() {
            return response.body()
                    .lines()
                    .map(line -> (Map<String, Object>) JSON.readValue(line, Map.class))
                    .toList();
        }

        public long id() {
            return (Long) body.get("id");
        }

        public long version() {
            return (Long) body.get("version");
        }

        /** The last part of the problem's type. */
        public String problem() {
            var type = (String) body.get("type");
            return type.substring(type.lastIndexOf('/') + 1);
        }

        /** Each violation as {@code "pointer code"}. */
        @SuppressWarnings("unchecked")
        public List<String> violations() {
            return ((List<Map<String, Object>>) body.getOrDefault("errors", List.of()))
                    .stream()
                            .map(error -> error.get("pointer") + " " + error.get("code"))
                            .toList();
        }

        @SuppressWarnings("unchecked")
        public Map<String, Object> fieldValues() {
            return (Map<String, Object>) body.get("fieldValues");
        }
    }

    /** Somebody who may do everything, in a workspace that nobody else has. */
    public Client admin() {
        return admin(UUID.randomUUID());
    }

    public Client admin(UUID workspace) {
        return new Client(workspace, null, ALL_SCOPES);
    }

    /** One caller, in one workspace. */
    public final class Client {

        private final UUID workspace;
        private final String token;

        private Client(UUID workspace, Long memberId, String scope, String... roles) {
            this.workspace = workspace;
            this.token = TestTokens.token(workspace, memberId, scope, roles);
        }

        /** Another caller in the same workspace. */
        public Client as(Long memberId, String scope, String... roles) {
            return new Client(workspace, memberId, scope, roles);
        }

        public UUID workspace() {
            return workspace;
        }

        public String token() {
            return token;
        }

        public Answer post(String path, String body, String... headers) {
            return send("POST", path, body, headers);
        }

        public Answer put(String path, String body, String... headers) {
            return send("PUT", path, body, headers);
        }

        public Answer delete(String path, String... headers) {
            return send("DELETE", path, null, headers);
        }

        /** The id of a new type with these fields, as JSON, and perhaps more of its properties. */
        public long define(String fields, String... more) {
            var slug = "t" + UUID.randomUUID().toString().replace('-', '_');
            var extra = more.length == 0 ? "" : "," + String.join(",", more);
            var answer = post(
                    "/data-types", "{\"name\":\"A type\",\"slug\":\"" + slug + "\",\"fields\":" + fields + extra + "}");
            if (answer.status() != 201) {
                throw new AssertionError(answer.body());
            }
            return answer.id();
        }

        /** The id of a new record with these values, as JSON, and perhaps more of its properties. */
        public long create(long type, String fieldValues, String... more) {
            var extra = more.length == 0 ? "" : "," + String.join(",", more);
            var answer = post(records(type), "{\"fieldValues\":" + fieldValues + extra + "}");
            if (answer.status() != 201) {
                throw new AssertionError(answer.body());
            }
            return answer.id();
        }

        public Answer send(String method, String path, String body, String... headers) {
            return call(
                    method, "/api/v2/w/" + workspace + path, body, concat(headers, "Authorization", "Bearer " + token));
        }
    }

    public static String records(long type) {
        return "/data-types/" + type + "/records";
    }

    public static String record(long type, long id) {
        return records(type) + "/" + id;
    }

    /** What a page that is no JSON says. */
    public String text(String path) {
        var uri = URI.create("http://localhost:" + environment.getProperty("local.server.port") + path);
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Any request at all. */
    public Answer call(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + environment.getProperty("local.server.port") + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            ApiDocument.get().check(method, path, response);
            return answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Answer answer(HttpResponse<String> response) {
        boolean isObject = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.endsWith("json") && !type.endsWith("ndjson"))
                .isPresent();
        Map<String, Object> body = isObject ? JSON.readValue(response.body(), Map.class) : Map.of();
        return new Answer(response.statusCode(), response, body);
    }

    private static String[] concat(String[] headers, String name, String value) {
        var all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = name;
        all[headers.length + 1] = value;
        return all;
    }
}
