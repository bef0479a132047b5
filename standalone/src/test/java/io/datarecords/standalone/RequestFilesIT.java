package io.datarecords.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datarecords.standalone.HttpFile.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests in requests/ are answered as their titles say, on a fresh start with sample data, and again after it. */
class RequestFilesIT {

    private static final Path FOLDER = Path.of("..", "requests");
    private static final String BASE = "{{host}}/api/v2/w/{{workspace}}";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");

    @Test
    void everyRequestIsAnsweredAsItsTitleSays(@TempDir Path data) throws Exception {
        try (var service = StandaloneProcess.withSample(data.resolve("data"))) {
            service.awaitOutput("\nAPI=");
            var sent = new ArrayList<String>();
            sendAll(service, sent);
            sendAll(service, sent);
            assertEveryCallIsThere(service, sent);
        }
    }

    private static void sendAll(StandaloneProcess service, List<String> sent) throws Exception {
        var variables = new HashMap<>(Map.of("host", ""));
        var softly = new SoftAssertions();
        for (var file : files()) {
            for (var request : HttpFile.read(file)) {
                softly.check(() -> send(service, file, request, variables));
                sent.add(
                        request.method() + " " + request.url().replace(BASE, "").split("\\?")[0]);
            }
        }
        softly.assertAll();
    }

    private static void send(StandaloneProcess service, Path file, Request request, Map<String, String> variables) {
        var filled = request.with(variables);
        var answer = service.send(filled.method(), filled.url(), "", filled.body(), filled.headers());
        assertThat(answer.status())
                .as(file.getFileName() + ": " + request.title() + ": " + answer)
                .isEqualTo(request.expectedStatus());
        if (!request.handler().isEmpty()) {
            filled.keep(answer.json(), variables);
        }
    }

    /** The others need what setup.http keeps. */
    private static List<Path> files() throws Exception {
        try (var files = Files.list(FOLDER)) {
            var all = new ArrayList<>(files.filter(file -> file.toString().endsWith(".http"))
                    .sorted()
                    .toList());
            var setup = FOLDER.resolve("setup.http");
            assertThat(all.remove(setup)).isTrue();
            all.addFirst(setup);
            return all;
        }
    }

    private static void assertEveryCallIsThere(StandaloneProcess service, List<String> sent) {
        var documented = service.get("/v3/api-docs", "").json().get("paths");
        assertThat(documented.size()).isGreaterThan(10);
        for (var path : documented.properties()) {
            var pattern = path.getKey().replaceAll("\\{[^}]*}", "[^/]+");
            METHODS.stream()
                    .filter(method -> path.getValue().has(method.toLowerCase(Locale.ROOT)))
                    .forEach(method -> assertThat(sent)
                            .as("a request for " + method + " " + path.getKey())
                            .anyMatch(call -> call.matches(method + " " + pattern)));
        }
    }

    @Test
    void whatNoRequestHasSetIsNoticed() {
        var request = new Request("200", "GET", "{{nothing}}", Map.of(), null, "");
        assertThatThrownBy(() -> request.with(Map.of())).hasMessageContaining("{{nothing}}");
    }
}
