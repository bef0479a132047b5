package io.datarecords.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void nothingSaidIsPort8080TheFolderDataAndTheSample() {
        assertThat(Arguments.parse()).isEqualTo(new Arguments(8080, Path.of("data"), true, false));
    }

    @Test
    void everythingMayBeSaid() {
        assertThat(Arguments.parse("--port", "9000", "--data", "/tmp/x", "--no-sample", "--help"))
                .isEqualTo(new Arguments(9000, Path.of("/tmp/x"), false, true));
    }

    @Test
    void theLastWordCounts() {
        assertThat(Arguments.parse("--data", "/a", "--data", "/b").data()).isEqualTo(Path.of("/b"));
    }

    @ParameterizedTest
    @CsvSource({
        "--prot, --prot: unknown option",
        "8080, 8080: unknown option",
        "--port, --port: its value is missing",
        "--data, --data: its value is missing",
        "--port 0, --port 0: not a port (expected: 1 to 65535)",
        "--port 65536, --port 65536: not a port (expected: 1 to 65535)",
        "--port -1, --port -1: not a port (expected: 1 to 65535)",
        "--port http, --port http: not a port (expected: 1 to 65535)"
    })
    void whatIsNotUnderstoodIsNamed(String words, String message) {
        assertThatThrownBy(() -> Arguments.parse(words.split(" ")))
                .isInstanceOf(Arguments.BadArgument.class)
                .hasMessage(message);
    }

    @Test
    void aBlankFolderIsNone() {
        assertThatThrownBy(() -> Arguments.parse("--data", " ")).isInstanceOf(Arguments.BadArgument.class);
    }
}
