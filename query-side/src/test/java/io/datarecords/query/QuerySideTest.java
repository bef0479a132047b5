package io.datarecords.query;

import io.datarecords.edge.TestTokens;
import io.datarecords.edge.docs.ApiDocument;
import io.datarecords.eventlog.TestLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running query side over HTTP, with each answer held against the OpenAPI document, in a workspace of its own. */
@SpringBootTest(classes = TestQuerySide.class, webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class QuerySideTest {

    /** A member without scopes and roles. */
    protected static final long MEMBER = 101;

    protected static final long OTHER_MEMBER = 102;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @LocalServerPort
    private int port;

    @Autowired
    protected TestLog log;

    @Autowired
    protected JdbcClient jdbc;

    protected Workspace workspace;

    @BeforeEach
    void newWorkspace() {
        workspace = new Workspace(log);
    }

    /** What members see who have no scope and no role. */
    protected String member() {
        return member("");
    }

    protected String member(String scope, String... roles) {
        return TestTokens.token(workspace.id(), MEMBER, scope, roles);
    }

    /** A token that names no member. */
    protected String nobody(String scope, String... roles) {
        return TestTokens.token(workspace.id(), null, scope, roles);
    }

    /** Reads every record. */
    protected String reader() {
        return nobody("records:read");
    }

    /** Reads every record and admin-only field. */
    protected String admin() {
        return nobody("records:admin");
    }

    /** Asks for a path below the workspace. */
    protected Answer get(String token, String path, String... headers) {
        return getIn("/api/v2/w/" + workspace.id() + path, token, headers);
    }

    /** A file as it comes. */
    protected byte[] download(String token, String path, String mediaType) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v2/w/" + workspace.id() + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", mediaType)
                .build();
        try {
            var response = HTTP.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected Answer getIn(String fullPath, String token, String... headers) {
        return call("GET", fullPath, token, headers);
    }

    protected Answer call(String method, String fullPath, String token, String... headers) {
        return call(method, fullPath, token, BodyPublishers.noBody(), headers);
    }

    protected Answer call(String method, String fullPath, String token, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + fullPath))
                .method(method, body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private static Answer send(HttpRequest request) {
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            ApiDocument.get().check(request.method(), request.uri().getRawPath(), response);
            var text = response.body();
            var type = response.headers().firstValue("Content-Type").orElse("none");
            boolean isJson = type.matches("application/(.+\\+)?json.*");
            var body = text.isEmpty() || !isJson ? JSON.missingNode() : JSON.readTree(text);
            return new Answer(response.statusCode(), response.headers(), text, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
