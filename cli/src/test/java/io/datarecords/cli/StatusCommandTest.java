package io.datarecords.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusCommandTest {

    private HttpServer service;
    private String url;
    private int status = 200;
    private List<String> authorizations = List.of();

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/actuator/health", exchange -> {
            var body =
                    "{\"status\":\"UP\",\"components\":{\"kafka\":{\"status\":\"UP\",\"details\":{\"lagEvents\":3}}}}"
                            .getBytes(StandardCharsets.UTF_8);
            authorizations = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        url = "http://localhost:" + service.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void itTellsOfEachPart() {
        var run = Run.of("status", "--url", url + "/");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("UP\n  kafka: UP, lagEvents 3\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aProgramGetsTheDocumentItself() {
        assertThat(Run.of("status", "--json", "--url", url).out())
                .startsWith("{\"status\":\"UP\",\"components\"")
                .endsWith("}\n");
    }

    @Test
    void aServiceThatIsNotReadyIsToldByTheExitCode() {
        status = 503;

        assertThat(Run.of("status", "--url", url).exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
    }

    @Test
    void theTokenIsSentWhereThereIsOne() {
        Run.of("status", "--url", url);
        assertThat(authorizations).isEmpty();

        Run.of("status", "--url", url, "--token", "abc");
        assertThat(authorizations).containsExactly("Bearer abc");
    }

    @Test
    void soIsOneThatIsNotThere() {
        service.stop(0);

        var run = Run.of("status", "--url", url);

        assertThat(run.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(run.err()).startsWith("records status: " + url + " does not answer");
    }

    @Test
    void anOptionThatThereIsNotIsExplained() {
        var run = Run.of("status", "--urll", url);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--urll").contains("Possible solutions: --url");
    }
}
