package io.datarecords.standalone.sample;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service's REST API in one workspace. Every write may be repeated: what was done already, by a load that was killed,
 * is not done again.
 */
final class ClinicApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Person, String> tokens = new HashMap<>();
    private final URI workspace;
    private final Function<Person, String> issuer;

    /** The base path of a workspace, and who issues tokens for it. */
    ClinicApi(URI workspace, Function<Person, String> issuer) {
        this.workspace = workspace;
        this.issuer = issuer;
    }

    boolean hasDataTypes() {
        return !send(Person.MANAGER, "GET", "/data-types", null, null).ok().isEmpty();
    }

    /** The id of a data type. */
    OptionalLong dataType(String slug) {
        var found = send(Person.MANAGER, "GET", "/data-types/slug/" + slug, null, null);
        return found.status == 404 ? OptionalLong.empty() : OptionalLong.of(found.id());
    }

    /** Gives the id of a data type that is there now. */
    long define(String slug, JsonNode definition) {
        var defined = send(Person.MANAGER, "POST", "/data-types", null, definition);
        return defined.status == 409 ? dataType(slug).orElseThrow(defined::failure) : defined.id();
    }

    /** Revises a data type that never was. */
    void revise(long type, JsonNode revision) {
        send(Person.MANAGER, "PUT", "/data-types/" + type, 1L, revision).okOr(412);
    }

    void archive(long type) {
        send(Person.MANAGER, "POST", "/data-types/" + type + "/archive", null, null)
                .ok();
    }

    /**
     * Gives the id of a record that is there now. Whatever the reason for which it is refused: it may be one that came
     * after the record was created, such as a field that is no more.
     */
    long create(long type, Life life) {
        var first = life.steps().getFirst();
        var body =
                Map.of("externalId", life.externalId(), "memberId", life.owner(), "fieldValues", first.fieldValues());
        var created = send(first.by(), "POST", records(type), null, body);
        return created.status == 201 ? created.id() : find(type, life.externalId(), created);
    }

    private long find(long type, String externalId, Answer refusal) {
        var query = "?externalId=" + URLEncoder.encode(externalId, StandardCharsets.UTF_8);
        var items = send(Person.MANAGER, "GET", records(type) + query, null, null)
                .ok()
                .get("items");
        if (items.isEmpty()) {
            throw refusal.failure();
        }
        return items.get(0).get("id").asLong();
    }

    /** Changes a record that has the version, and leaves a later one alone. */
    void update(long type, long record, long version, Life.Step step) {
        var body = Map.of("fieldValues", step.fieldValues());
        send(step.by(), "PUT", records(type) + "/" + record, version, body).okOr(412);
    }

    void delete(long type, long record) {
        send(Person.MANAGER, "DELETE", records(type) + "/" + record, null, null).okOr(404);
    }

    private static String records(long type) {
        return "/data-types/" + type + "/records";
    }

    private Answer send(Person by, String method, String path, @Nullable Long version, @Nullable Object body) {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
        var request = HttpRequest.newBuilder(URI.create(workspace + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.computeIfAbsent(by, issuer))
                .header("Content-Type", "application/json")
                .method(method, publisher);
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(method + " " + path, response.statusCode(), response.body());
        } catch (IOException e) {
            throw new SampleFailure(method + " " + path + " was not answered: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SampleFailure(method + " " + path + " was interrupted", e);
        }
    }

    private record Answer(String request, int status, String body) {

        JsonNode ok() {
            if (status / 100 != 2) {
                throw failure();
            }
            return JSON.readTree(body);
        }

        void okOr(int alreadyDone) {
            if (status != alreadyDone) {
                ok();
            }
        }

        long id() {
            return ok().get("id").asLong();
        }

        SampleFailure failure() {
            return new SampleFailure(request + " was answered " + status + " " + body, null);
        }
    }
}
