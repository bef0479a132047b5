package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No header that is read holds a control character, be it refused by Tomcat or by us. */
class OddHeadersTest extends EdgeTest {

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x08, 0x0b, 0x1f, 0x7f, 0x80, 0x85, 0x9f})
    void areRefusedForAControlInTheirValue(int control) throws IOException {
        assertThat(answer("If-None-Match: \"" + (char) control + "\""))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "/problems/malformed-request", "nosniff");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x09, 0x20, 0x7f, 0x85, 0xe9})
    void areRefusedForANameThatIsNoToken(int odd) throws IOException {
        assertThat(answer("If-None" + (char) odd + "Match: \"1\""))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "/problems/malformed-request", "nosniff");
    }

    @Test
    void mayHoldTabsAndWhatLiesBeyondAscii() throws IOException {
        assertThat(answer("If-None-Match: \"\u00e9\u00a0\u00ff\"")).startsWith("HTTP/1.1 200");
        assertThat(answer("If-None-Match: \"1\",\t\"3\"")).startsWith("HTTP/1.1 304");
    }

    @Test
    void withAControlInTheTokenAreNoToken() throws IOException {
        assertThat(send("Authorization: Bearer x\u0085")).startsWith("HTTP/1.1 401");
    }

    private String answer(String header) throws IOException {
        return send("Authorization: Bearer " + TOKEN + "\r\n" + header);
    }

    private String send(String headers) throws IOException {
        var request =
                "GET " + BASE + "/things/5 HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\nConnection: close\r\n\r\n";
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
