package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest extends EdgeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{} {}",
                "{}x",
                "{\"values\":{\"a\":1,\"a\":1}}",
                "{\"values\":1,\"values\":2}",
                "{\"values\":{\"a\":NaN}}",
                "{\"values\":{\"a\":Infinity}}",
                "{\"values\":{\"a\":01}}",
                "{\"values\":{\"a\":+1}}",
                "{\"values\":{\"a\":.5}}",
                "{'values':{}}",
                "{values:{}}",
                "{\"values\":{},}",
                "{} // comment",
                "{\"values\":{\"a\":\"\u0001\"}}",
                "{\"values\":{\"a\":\"\\x\"}}"
            })
    void whatIsNotExactlyOneValueIsRefused(String body) {
        assertMalformed(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "\"text\"", "true"})
    void whatIsNoObjectIsRefused(String body) {
        assertMalformed(body);
    }

    @Test
    void whatIsNoUtf8IsRefused() {
        byte[] body = "{\"values\":{\"a\":\"\u00e9\"}}".getBytes(StandardCharsets.ISO_8859_1);
        assertProblem(post(BASE + "/things", BodyPublishers.ofByteArray(body)), 400, "malformed-json");
    }

    @Test
    void whatIsTooDeepIsRefused() {
        assertMalformed("{\"values\":" + "[".repeat(100_000));
        assertMalformed("{\"values\":{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}}");
    }

    @Test
    void aNumberWithThousandsOfDigitsIsRefused() {
        assertMalformed("{\"values\":{\"a\":" + "1".repeat(10_000) + "}}");
    }

    @Test
    @Timeout(5)
    void aHugeExponentCostsNothing() {
        assertThat(post(BASE + "/things", "{\"values\":1e999999999}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void anExponentBeyondAllRangeIsMalformedAndNoFault() {
        for (var number : new String[] {"1e99999999999", "-1E-99999999999999999999"}) {
            var answer = post(BASE + "/things", "{\"values\":{\"n\":" + number + "}}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("/problems/malformed-json");
        }
    }

    @Test
    void numbersComeBackExactlyAndPlain() {
        var answer = post(
                BASE + "/things",
                "{\"values\":{\"a\":0.1000000000000000000000000001,\"b\":9223372036854775808,\"c\":1.50,\"d\":12E2}}");
        assertThat(answer.body())
                .isEqualTo("{\"a\":0.1000000000000000000000000001,\"b\":9223372036854775808,\"c\":1.50,\"d\":1200}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00x"})
    void nulAndLoneSurrogatesInDataAreLeftToItsSchema(String escaped) {
        var answer = post(BASE + "/things", "{\"values\":{\"a\":1},\"" + "name\":\"" + escaped + "\"}");
        assertProblem(answer, 400, "invalid");
        assertThat(answer.body()).contains("\"pointer\":\"/name\"").doesNotContain("\"json\"");
    }

    @Test
    void everythingIsReportedAtOnce() {
        var answer = post(BASE + "/things", "{\"values\":[],\"a\":1,\"b/c\":2}");
        assertProblem(answer, 400, "invalid");
        assertThat(answer.body())
                .contains(
                        "{\"pointer\":\"/values\",\"code\":\"type\",\"message\":\"must be an object\"}",
                        "\"pointer\":\"/a\",\"code\":\"unknown\"",
                        "\"pointer\":\"/b~1c\",\"code\":\"unknown\"");
    }

    private void assertMalformed(String body) {
        var answer = post(BASE + "/things", body);
        assertProblem(answer, 400, "malformed-json");
        assertThat(answer.body()).contains("\"errors\":[{\"pointer\":\"\",\"code\":\"json\"");
    }
}
