package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** The edge before a small controller, on a real Tomcat. */
@SpringBootTest(
        classes = EdgeTest.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.main.banner-mode=off")
abstract class EdgeTest {

    static final UUID WORKSPACE = UUID.fromString("0d9c4f5e-3b1a-4c53-9a4e-6f3a1b2c3d4e");
    static final String TOKEN = TestTokens.token(WORKSPACE, 7L, "records:read");
    static final String BASE = "/api/v2/w/" + WORKSPACE;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + TOKEN);
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String json) {
        return post(path, BodyPublishers.ofString(json));
    }

    HttpResponse<String> post(String path, BodyPublisher json) {
        return send(request(path).header("Content-Type", "application/json").POST(json));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError("No answer to " + request.build(), e);
        }
    }

    static void assertProblem(HttpResponse<String> answer, int status, String kind) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"https://datarecords.io/problems/" + kind + "\"")
                .contains("\"title\":\"", "\"detail\":\"", "\"status\":" + status, "\"instance\":\"")
                .doesNotContain("Exception", "tools.jackson", "springframework", "java.");
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({EdgeConfiguration.class, TestTokens.Keys.class, Probe.class})
    static class Application {}
}
