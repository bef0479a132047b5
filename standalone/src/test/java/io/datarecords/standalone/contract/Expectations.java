package io.datarecords.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.StandaloneProcess.Answer;

/** Says what was answered where it is not what the contract says. */
final class Expectations {

    private Expectations() {}

    /** The answer itself, if it has this status; a problem must be one as of the contract's section 4. */
    static Answer expect(int status, Answer answer) {
        assertThat(answer.status())
                .as(
                        "%s %s: %s",
                        answer.response().request().method(), answer.response().uri(), answer)
                .isEqualTo(status);
        if (status >= 400) {
            assertThat(answer.header("Content-Type")).as(answer.toString()).startsWith("application/problem+json");
            assertThat(answer.at("/status")).as(answer.toString()).isEqualTo(String.valueOf(status));
        }
        return answer;
    }
}
