package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However odd a path is: first the token, then the workspace, then the path itself. */
class OddPathsTest extends EdgeTest {

    @ParameterizedTest
    @CsvSource({
        "things/%FF, 404",
        "things/%ED%A0%80, 404",
        "things/%C0%AE%C0%AE/caller, 404",
        "things/%01, 404",
        "things/%7F, 404",
        "things//5, 404",
        "things/%2e%2e, 404",
        "things/%2e%2e%2fcaller, 404",
        "things/..%2fcaller, 404",
        "things/%252e%252e, 404",
        "things/%0A, 400",
        "things/%0d%0a, 400",
        "things/../caller, 400",
        "things/./5, 400",
    })
    void areJudgedAfterTheTokenAndTheWorkspace(String path, int status) throws IOException {
        assertThat(status("/api/v2/w/" + WORKSPACE + "/" + path, null)).isEqualTo(401);
        assertThat(status("/api/v2/w/" + UUID.randomUUID() + "/" + path, TOKEN)).isEqualTo(403);
        assertThat(status("/api/v2/w/" + WORKSPACE + "/" + path, TOKEN)).isEqualTo(status);
    }

    /** Each would read another workspace if the check and the choice of the controller read the path differently. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "OWN/../OTHER/caller",
                "OWN/..;/OTHER/caller",
                "OWN%2F..%2FOTHER/caller",
                "OWN%2f%2e%2e%2fOTHER/caller",
                "OWN%5C..%5COTHER/caller",
                "OWN;/../OTHER/caller",
                "OTHER;OWN/caller",
                "OTHER%3BOWN/caller",
                "OTHER%00OWN/caller",
                "OTHER%FF/caller",
                "./OTHER/caller",
                "/OTHER/caller",
                "%2e/OTHER/caller",
                "OWN%0d%0a/../OTHER/caller",
                "%4fTHER/caller"
            })
    void openNoOtherWorkspace(String path) throws IOException {
        var other = UUID.randomUUID().toString();
        var own = WORKSPACE.toString();
        var tried = "/api/v2/w/" + path.replace("OWN", own).replace("OTHER", other);
        assertThat(status(tried, TOKEN)).isIn(400, 403, 404);
        var reversed = "/api/v2/w/" + path.replace("OWN", other).replace("OTHER", own);
        assertThat(answer(reversed, TOKEN))
                .satisfiesAnyOf(
                        answer -> assertThat(answer).startsWith("HTTP/1.1 4"),
                        answer -> assertThat(answer).startsWith("HTTP/1.1 200").contains("\"subject\":\"somebody\""));
    }

    @Test
    void ofTheServerItselfShowNothingOfIt() throws IOException {
        for (String path : new String[] {"/%00", "/x\\y", "/x{", "/x%zz", "/api/v2/w/%00"}) {
            assertThat(answer(path, null))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "X-Content-Type-Options: nosniff")
                    .doesNotContain("Exception", "Apache", "Tomcat", "org.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things;a=b%", "/;a=%zz"})
    void withParametersThatAreNoPercentEncodingAreRefused(String path) throws IOException {
        assertThat(answer(BASE + path, TOKEN)).startsWith("HTTP/1.1 400").contains("malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%C0", "%E2%80%AE[in]", "%0AX:y", "%01"})
    void mayHaveAnyParameterAfterThemThatIsThenUnknown(String name) throws IOException {
        assertThat(answer(BASE + "/list?" + name + "=1", TOKEN))
                .startsWith("HTTP/1.1 400")
                .contains("/problems/invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Expect: something", "Transfer-Encoding: odd"})
    void areRefusedWithAStatusThatIsTheProblems(String header) throws IOException {
        assertThat(answer(BASE + "/caller", TOKEN + "\r\n" + header))
                .startsWith("HTTP/1.1 400")
                .contains("\"status\":400");
    }

    private int status(String path, String token) throws IOException {
        return Integer.parseInt(answer(path, token).substring(9, 12));
    }

    private String answer(String path, String token) throws IOException {
        var authorization = token == null ? "" : "Authorization: Bearer " + token + "\r\n";
        var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + authorization + "Connection: close\r\n\r\n";
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
