package io.datarecords.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The service that a command speaks to, and as whom. */
final class Service {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:RECORDS_URL:-http://localhost:8080}",
            description = "Where the service is (or RECORDS_URL; else http://localhost:8080).")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:RECORDS_TOKEN}",
            description = "An access token (or RECORDS_TOKEN). Its workspace is the one that is meant.")
    private @Nullable String token;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** A request for a path below the service's address, with the token if there is one. */
    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(url.toString().replaceFirst("/+$", "") + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** A request for a path below the token's workspace, such as {@code /data-types}. */
    HttpRequest.Builder requestInWorkspace(String path) {
        return request("/api/v2/w/" + workspace() + path);
    }

    /** The id of a data type that is named by its id or its slug. */
    long dataType(String idOrSlug) {
        if (idOrSlug.matches("[0-9]{1,16}")) {
            return Long.parseLong(idOrSlug);
        }
        var slug = URLEncoder.encode(idOrSlug, StandardCharsets.UTF_8);
        return Json.read(send(requestInWorkspace("/data-types/slug/" + slug).build()))
                .path("id")
                .asLong();
    }

    /** Whatever the service answers; the body is read while it comes. */
    HttpResponse<InputStream> answer(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw Failure.unreachable(url + " does not answer: " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.unreachable("interrupted");
        }
    }

    /**
     * The body of an answer that is a success.
     *
     * @throws Failure with what the service says, if it refuses or is not ready
     */
    InputStream send(HttpRequest request) {
        var answer = answer(request);
        if (answer.statusCode() / 100 == 2) {
            return answer.body();
        }
        var message = problem(answer);
        throw answer.statusCode() >= 500 ? Failure.unreachable(message) : Failure.refused(message);
    }

    private static String problem(HttpResponse<InputStream> answer) {
        var status = String.valueOf(answer.statusCode());
        try (var body = answer.body()) {
            var problem = Json.read(body);
            var errors = problem.path("errors");
            return status
                    + told(problem, "title", " ")
                    + told(problem, "detail", ": ")
                    + told(problem, "cause", ": ")
                    + (errors.isMissingNode() ? "" : " " + errors);
        } catch (JacksonException | IOException noProblemDocument) {
            return status;
        }
    }

    private static String told(JsonNode problem, String property, String before) {
        var text = problem.path(property).asString("");
        return text.isEmpty() ? "" : before + text;
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private String workspace() {
        var claims = token == null ? null : claims(token);
        if (claims == null || !claims.path("workspace").isString()) {
            throw usage("--token (or RECORDS_TOKEN): "
                    + (token == null ? "missing" : "not a token with a claim 'workspace'"));
        }
        return claims.path("workspace").asString();
    }

    /** It is the service that verifies the token. */
    private static @Nullable JsonNode claims(String token) {
        var parts = token.split("\\.", -1);
        try {
            return parts.length == 3 ? Json.read(Base64.getUrlDecoder().decode(parts[1])) : null;
        } catch (IllegalArgumentException | JacksonException malformed) {
            return null;
        }
    }

    private RuntimeException usage(String message) {
        return command == null
                ? new IllegalStateException(message)
                : new ParameterException(command.commandLine(), message);
    }
}
