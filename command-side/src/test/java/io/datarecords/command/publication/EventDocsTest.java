package io.datarecords.command.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.CommandSideTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

@CommandSideTest
class EventDocsTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    private Environment environment;

    @Test
    void every_schema_is_there_for_everybody() {
        for (String name : PublishedSchemas.today().names()) {
            var answer = send("GET", "/schemas/" + name);
            assertThat(answer.statusCode()).as(name).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/schema+json");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(JsonMapper.shared().readTree(answer.body()))
                    .isEqualTo(PublishedSchemas.today().schema(name));
        }
    }

    @Test
    void the_async_api_document_is_there_for_everybody_and_refers_to_schemas_where_they_are_served() {
        var answer = send("GET", "/v3/asyncapi");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        var document = JsonMapper.shared().readTree(answer.body());
        assertThat(document.get("asyncapi").stringValue()).isEqualTo("3.0.0");
        document.at("/components/messages").forEach(message -> {
            var schema = message.at("/payload/schema/$ref");
            if (schema.isString()) {
                var path =
                        URI.create("/v3/asyncapi").resolve(schema.stringValue()).toString();
                assertThat(send("GET", path).statusCode()).as(path).isEqualTo(200);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/schemas/RecordCreated.2.json",
                "/schemas/RecordCreated",
                "/schemas/..%2fEventDocsController.class",
                "/schemas/..%2fasyncapi%2frecord-events.yaml"
            })
    void what_is_no_schema_is_not_found(String path) {
        var answer = send("GET", path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("https://datarecords.io/problems/not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/schemas", "/schemas/", "/schemas/a/b", "/v3/asyncapi/x"})
    void nothing_else_is_open(String path) {
        assertThat(send("GET", path).statusCode()).isEqualTo(401);
    }

    @Test
    void it_is_for_reading() {
        assertThat(send("HEAD", "/schemas/RecordCreated.1.json").statusCode()).isEqualTo(200);
        assertThat(send("POST", "/schemas/RecordCreated.1.json").statusCode()).isEqualTo(401);
        assertThat(send("DELETE", "/v3/asyncapi").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> send(String method, String path) {
        var uri = URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port") + path);
        try {
            return http.send(
                    HttpRequest.newBuilder(uri)
                            .method(method, BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
