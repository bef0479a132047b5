package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest extends EdgeTest {

    @Test
    void anUnknownPathIsNotFound() {
        var answer = get(BASE + "/nowhere");
        assertProblem(answer, 404, "not-found");
        assertThat(answer.body()).contains("\"instance\":\"" + BASE + "/nowhere\"");
        assertProblem(get("/error"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "FROB"})
    void anUnknownPathIsNotFoundWhateverTheMethod(String method) {
        var answer = send(request(BASE + "/nowhere").method(method, BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/things/5, DELETE, 'GET,HEAD,OPTIONS,PUT'",
        "/things/5, FROB, 'GET,HEAD,OPTIONS,PUT'",
        "/things, GET, 'OPTIONS,POST'",
        "/things, HEAD, 'OPTIONS,POST'",
        "/caller, PATCH, 'GET,HEAD,OPTIONS'"
    })
    void allowIsWhatOptionsAnswers(String path, String method, String allowed) {
        var refused = send(request(BASE + path).method(method, BodyPublishers.noBody()));
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(allow(refused)).isEqualTo(allowed);
        var options = send(request(BASE + path).method("OPTIONS", BodyPublishers.noBody()));
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(allow(options)).isEqualTo(allowed);
    }

    private static String allow(HttpResponse<String> answer) {
        return answer.headers().allValues("Allow").stream()
                .flatMap(value -> Arrays.stream(value.split(", *")))
                .sorted()
                .collect(Collectors.joining(","));
    }

    @Test
    void anotherMethodIsToldWhatIsAllowed() {
        var answer = send(request(BASE + "/things/5").DELETE());
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET", "PUT");
        assertProblem(
                send(request(BASE + "/caller").method("FROB", BodyPublishers.noBody())), 405, "method-not-allowed");
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() {
        var answer = send(request(BASE + "/things/5").method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"3\"");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whatBreaksInsideStaysInside() {
        var answer = get(BASE + "/broken");
        assertProblem(answer, 500, "internal");
        assertThat(answer.body()).doesNotContain("Secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "transaction", "lock"})
    void aDatabaseThatCannotBeReachedIsUnavailable(String how) {
        assertProblem(get(BASE + "/lost/" + how), 503, "unavailable");
    }

    @Test
    void aWrongStatementIsAFaultOfOurs() {
        assertProblem(get(BASE + "/lost/sense"), 500, "internal");
    }

    @Test
    void whatIsUnavailableMayBeTriedAgain() {
        var answer = get(BASE + "/unavailable");
        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void onlyAWriteIsToldThatItMayHaveBeenDone() {
        var body = BodyPublishers.ofString("{}");
        assertThat(send(request(BASE + "/unavailable").PUT(body)).body()).contains("may or may not have been done");
        assertThat(get(BASE + "/unavailable").body()).doesNotContain("write", "done");
    }

    @ParameterizedTest
    @CsvSource({
        "consistency=eventual, EVENTUAL, consistency=eventual",
        "'respond-async, Consistency=\"eventual\"; x=y', EVENTUAL, consistency=eventual",
        "consistency=strong, FRESH, ",
        "consistency, FRESH, ",
        "=;, FRESH, "
    })
    void aPreferenceThatIsHonouredIsSaidToBe(String prefer, String consistency, String applied) {
        var answer = send(request(BASE + "/fresh").header("Prefer", prefer));
        assertThat(answer.body()).isEqualTo("{\"consistency\":\"" + consistency + "\"}");
        assertThat(answer.headers().firstValue("Preference-Applied").orElse(null))
                .isEqualTo(applied);
    }

    @Test
    void answersAreNotSniffedAndNotStored() {
        var headers = get(BASE + "/caller").headers();
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.allValues("Set-Cookie")).isEmpty();
    }

    @Nested
    class Accept {

        @ParameterizedTest
        @ValueSource(strings = {"text/html", "application/json;q=0", "application/problem+json", "nonsense"})
        void thatExcludesJsonIsRefusedBeforeAnythingIsDone(String accept) {
            assertProblem(send(request(BASE + "/broken").header("Accept", accept)), 406, "not-acceptable");
        }

        @ParameterizedTest
        @ValueSource(strings = {"*/*", "application/*", "text/html, application/json;q=0.1", "application/json"})
        void thatIncludesJsonIsServed(String accept) {
            var answer = send(request(BASE + "/caller").header("Accept", accept));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        }
    }

    @Nested
    class ContentType {

        @ParameterizedTest
        @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense"})
        void thatIsNoJsonIsRefused(String type) {
            var answer =
                    send(request(BASE + "/things").header("Content-Type", type).POST(BodyPublishers.ofString("{}")));
            assertProblem(answer, 415, "unsupported-media-type");
        }

        @Test
        void thatIsAbsentIsRefused() {
            var answer = send(request(BASE + "/things").POST(BodyPublishers.ofString("{}")));
            assertProblem(answer, 415, "unsupported-media-type");
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/json;charset=UTF-8", "application/merge-patch+json"})
        void thatIsAKindOfJsonIsRead(String type) {
            var answer =
                    send(request(BASE + "/things").header("Content-Type", type).POST(BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).isEqualTo(201);
        }
    }

    @Nested
    class BodyLimit {

        @Test
        void isOneMebibyteHoweverTheBodyIsSent() {
            byte[] largest = json(BodyLimitFilter.MAX_BYTES);
            assertThat(post(BASE + "/things", BodyPublishers.ofByteArray(largest))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(post(BASE + "/things", chunked(largest)).statusCode()).isEqualTo(201);
        }

        @Test
        void isNotExceededByOneByte() {
            byte[] tooLarge = json(BodyLimitFilter.MAX_BYTES + 1);
            assertProblem(post(BASE + "/things", BodyPublishers.ofByteArray(tooLarge)), 413, "too-large");
            assertProblem(post(BASE + "/things", chunked(tooLarge)), 413, "too-large");
        }

        @Test
        void holdsForMuchLargerBodies() {
            byte[] huge = new byte[8 * BodyLimitFilter.MAX_BYTES];
            assertProblem(post(BASE + "/things", BodyPublishers.ofByteArray(huge)), 413, "too-large");
            assertProblem(post(BASE + "/things", chunked(huge)), 413, "too-large");
        }

        private BodyPublisher chunked(byte[] body) {
            return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        }

        private byte[] json(int length) {
            byte[] body = new byte[length];
            Arrays.fill(body, (byte) ' ');
            body[0] = '{';
            body[length - 1] = '}';
            return body;
        }
    }

    /** Each request has the fault of its own line and of all lines that lose to it. */
    @Nested
    class WhichErrorWins {

        private final byte[] tooLarge = new byte[BodyLimitFilter.MAX_BYTES + 1];

        @Test
        void theTokenBeforeTheSize() {
            var answer = send(anonymous(BASE + "/things")
                    .header("Content-Type", "text/plain")
                    .header("Accept", "text/html")
                    .POST(BodyPublishers.ofByteArray(tooLarge)));
            assertProblem(answer, 401, "unauthenticated");
        }

        @Test
        void theSizeBeforeTheContentType() {
            var answer = send(request(BASE + "/things")
                    .header("Content-Type", "text/plain")
                    .header("Accept", "text/html")
                    .POST(BodyPublishers.ofByteArray(tooLarge)));
            assertProblem(answer, 413, "too-large");
        }

        @Test
        void theContentTypeBeforeAccept() {
            var answer = send(request(BASE + "/things")
                    .header("Content-Type", "text/plain")
                    .header("Accept", "text/html")
                    .POST(BodyPublishers.ofString("{")));
            assertProblem(answer, 415, "unsupported-media-type");
        }

        @Test
        void acceptBeforeTheBody() {
            var answer = send(request(BASE + "/things")
                    .header("Content-Type", "application/json")
                    .header("Accept", "text/html")
                    .POST(BodyPublishers.ofString("{")));
            assertProblem(answer, 406, "not-acceptable");
        }
    }

    @Nested
    class Path {

        @ParameterizedTest
        @CsvSource({
            "a%2Fb, a/b",
            "a%2F%2Fb, a//b",
            "%2F, /",
            "a%5Cb, a\\\\b",
            "a%25b, a%b",
            "a%252Fb, a%2Fb",
            "a%3Bb, a;b",
            "a%2Eb, a.b",
            "a%3Fb%23c, a?b#c",
            "%C3%A9%F0%9F%98%80, é😀",
            "a+b%20c, a+b c"
        })
        void mayHoldAnyCharacterEncoded(String segment, String text) {
            var answer = send(request(BASE + "/things/" + segment)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{}")));
            assertThat(answer.body()).isEqualTo("{\"id\":\"" + text + "\"}");
        }

        @Test
        void cannotLeaveTheWorkspaceByEncoding() {
            assertProblem(
                    get("/api/v2/w/" + WORKSPACE + "/%2E%2E/00000000-0000-0000-0000-000000000000/caller"),
                    404,
                    "not-found");
            assertProblem(get("/api/v2/w/" + WORKSPACE + "%2F..%2Fx/caller"), 403, "other-workspace");
            assertProblem(get("/api/v2//w/" + UUID.randomUUID() + "/caller"), 404, "not-found");
            assertProblem(get("/api/v2/w/" + UUID.randomUUID() + ";a=b/caller"), 403, "other-workspace");
        }

        @Test
        void ofNoIdIsTheSameAsOfAnIdThatNeverWas() {
            var never = get(BASE + "/things/0");
            for (String id : new String[] {"abc", "-1", "007", "1.0", "9007199254740992", "99999999999999999999"}) {
                assertThat(get(BASE + "/things/" + id).body())
                        .isEqualTo(never.body().replace("/things/0\"", "/things/" + id + "\""));
            }
        }
    }

    @Nested
    class BeforeTheApplication {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /x%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET /x{ HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET / HTTP/1.1\r\n\r\n",
                    "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                    "nonsense\r\n\r\n"
                })
        void aMalformedRequestIsRefused(String request) throws IOException {
            assertThat(raw(request))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "/problems/malformed-request")
                    .doesNotContain("Exception");
        }

        private String raw(String request) throws IOException {
            try (var socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
