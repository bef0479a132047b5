package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest extends EdgeTest {

    private static final String PATH = BASE + "/export";

    private HttpResponse<String> export(String accept) {
        return send(request(PATH).header("Accept", accept));
    }

    @Test
    void isAFile() {
        var answer = get(PATH);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"lines.txt\"");
        assertThat(answer.body()).startsWith("0\n1\n").endsWith("9999\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*/*; text/csv",
                "text/*; text/csv",
                "application/x-ndjson; application/x-ndjson",
                "text/csv|q=0.5, application/x-ndjson; application/x-ndjson",
                "*/*, text/csv|q=0; application/x-ndjson",
                "application/x-ndjson|q=0.1, application/parquet; application/x-ndjson"
            })
    void isInTheMediaTypeThatTheClientLikesBest(String accept, String expected) {
        var answer = export(accept.replace('|', ';'));

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/csv;q=0", "what?"})
    void isNotForWhoTakesNone(String accept) {
        var answer = export(accept);

        assertProblem(answer, 406, "not-acceptable");
        assertThat(answer.body()).contains("Answers are text/csv or application/x-ndjson, which 'Accept' excludes.");
    }

    @Test
    void thatFailsBeforeItsFirstByteIsAProblem() {
        assertProblem(get(PATH + "?failsAfter=0"), 503, "unavailable");
        assertProblem(get(PATH + "?failsAfter=10"), 503, "unavailable");
        assertThat(get(PATH + "?failsAfter=0").headers().firstValue("Content-Disposition"))
                .isEmpty();
    }

    @Test
    void thatFailsLaterIsBrokenOffAndNeverEnds() throws IOException {
        var whole = raw("GET", "");
        assertThat(whole).startsWith("HTTP/1.1 200").endsWith("\r\n0\r\n\r\n");

        var broken = raw("GET", "?failsAfter=5000");
        assertThat(broken).startsWith("HTTP/1.1 200").contains("\n4000\n").doesNotContain("problem");
        assertThat(broken).doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void isNotWrittenForHead() throws IOException {
        assertThat(raw("HEAD", "?failsAfter=5000")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    }

    private String raw(String method, String query) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            var request = method + " " + PATH + query
                    + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
