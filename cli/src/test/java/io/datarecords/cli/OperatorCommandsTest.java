package io.datarecords.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.cli.TestService.Answer;
import io.datarecords.cli.TestService.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorCommandsTest {

    private static final String REBUILD = "/actuator/rebuild";
    private static final String LETTERS = "/actuator/deadletters";

    private final TestService service = new TestService();
    private int looks;

    @AfterEach
    void stop() {
        service.close();
    }

    private static Answer generations(String second) {
        return new Answer(
                200,
                "{\"generations\":[{\"id\":1,\"state\":\"retired\",\"position\":9,\"head\":9},"
                        + "{\"id\":2,\"state\":\"" + second + "\",\"position\":9,\"head\":9}]}");
    }

    @Test
    void aRebuildIsWatchedUntilItIsLive() {
        service.on("POST", REBUILD, _ -> generations("building"));
        service.on("GET", REBUILD, _ -> generations(++looks == 1 ? "building" : "live"));

        var run = service.run("rebuild");

        assertThat(run.exitCode()).isZero();
        assertThat(looks).isEqualTo(2);
        assertThat(run.out()).isEqualTo("1: retired, at position 9 of 9\n2: live, at position 9 of 9\n");
    }

    @Test
    void theStatusTellsHowFarTheViewsAre() {
        service.on("GET", "/actuator/health", _ -> new Answer(200, "{\"status\":\"UP\"}"));
        service.on("GET", REBUILD, _ -> generations("building"));

        assertThat(service.run("status").out())
                .isEqualTo("UP\nviews\n  1: retired, at position 9 of 9\n  2: building, at position 9 of 9\n");
        assertThat(service.run("status", "--json").out()).startsWith("{\"status\":\"UP\",\"generations\":[{\"id\":1,");
    }

    @Test
    void aRebuildIsCancelledAndASecondOneRefused() {
        service.on("DELETE", REBUILD, _ -> generations("live"));
        service.on("POST", REBUILD, _ -> new Answer(409, "{\"title\":\"One is being built\",\"detail\":\"Wait.\"}"));

        assertThat(service.run("rebuild", "cancel").exitCode()).isZero();
        assertThat(service.run("rebuild", "start").exitCode()).isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void deadLettersAreListedWithTheirCause() {
        service.on(
                "GET",
                LETTERS,
                _ -> new Answer(
                        200,
                        "{\"deadLetters\":[{\"position\":5,\"aggregate\":\"record 7\",\"event\":\"FieldsUpdated\","
                                + "\"cause\":\"a column is missing\",\"parkedAt\":\"t\",\"waiting\":2}]}"));

        assertThat(service.run("dead-letters", "list").out())
                .isEqualTo("5: FieldsUpdated of record 7, parked at t, 2 waiting behind it\n  a column is missing\n");
    }

    @Test
    void aDeadLetterIsTriedAgainOrGivenUp() {
        service.on("POST", LETTERS + "/5", _ -> new Answer(200, "{\"applied\":2}"));

        assertThat(service.run("dead-letters", "retry", "5").out()).isEqualTo("2 events applied\n");
        assertThat(service.run("dead-letters", "discard", "5", "--json").out()).isEqualTo("{\"applied\":2}\n");
        assertThat(service.requests())
                .extracting(Request::body)
                .containsExactly("{\"action\":\"retry\"}", "{\"action\":\"discard\"}");
    }

    @Test
    void aDeadLetterThatFailsAgainTellsWhy() {
        service.on("POST", LETTERS + "/5", _ -> new Answer(409, "{\"applied\":0,\"cause\":\"a column is missing\"}"));

        var run = service.run("dead-letters", "retry", "5");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("409: a column is missing");
    }
}
