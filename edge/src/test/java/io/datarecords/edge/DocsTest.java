package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DocsTest extends EdgeTest {

    @Test
    void theDocumentIsThereForEverybody() {
        var answer = send(anonymous("/v3/api-docs"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(JsonMapper.shared().readTree(answer.body()).get("openapi").stringValue())
                .startsWith("3.1.");
    }

    @Test
    void thePageLoadsWhatItNeedsFromHereAlone() {
        var page = send(anonymous("/docs").header("Accept", "text/html"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(header(page, "Content-Security-Policy")).contains("default-src 'none'", "script-src 'self';");
        var links = Pattern.compile("(?:href|src)=\"([^\"]*)\"")
                .matcher(page.body())
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links).hasSize(5);
        for (String link : links) {
            assertThat(send(anonymous("/" + link)).statusCode()).as(link).isEqualTo(200);
        }
        assertThat(page.body()).doesNotContain("://", "<script>", "style=");
        assertThat(send(anonymous("/docs/page.js")).body())
                .contains("'v3/api-docs'")
                .doesNotContain("://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/docs", "/docs/page.js", "/docs/swagger-ui.css"})
    void everyFileIsSafeToShow(String path) {
        for (var method : List.of("GET", "HEAD")) {
            var answer = send(anonymous(path).method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Content-Security-Policy")).isNotBlank();
            assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void itIsForReading() {
        assertProblem(send(anonymous("/docs").POST(BodyPublishers.noBody())), 401, "unauthenticated");
        assertProblem(send(request("/docs").POST(BodyPublishers.noBody())), 405, "method-not-allowed");
        assertProblem(send(request("/v3/api-docs").DELETE()), 405, "method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/docs/page.html", "/docs/DocsController.class", "/docs/..%2fpage.html", "/docs/index.html"})
    void nothingElseIsServed(String path) {
        assertProblem(send(anonymous(path)), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/docs/a/b", "/v3/api-docs/x", "/webjars/swagger-ui/5.34.1/index.html", "/"})
    void nothingElseIsOpen(String path) {
        assertProblem(send(anonymous(path)), 401, "unauthenticated");
        assertProblem(get(path), 404, "not-found");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
