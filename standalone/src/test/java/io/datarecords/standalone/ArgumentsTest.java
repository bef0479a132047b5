package io.datarecords.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void nothingSaidIsPort8080TheFolderDataAKafkaOnItsUsualPortAndTheSample() {
        assertThat(Arguments.parse())
                .isEqualTo(new Arguments(8080, Path.of("data"), new Broker.Own(9092), true, false, false));
    }

    @Test
    void everythingMayBeSaid() {
        assertThat(Arguments.parse(
                        "--port",
                        "9000",
                        "--data",
                        "/tmp/x",
                        "--kafka-port",
                        "9001",
                        "--no-sample",
                        "--postgres",
                        "--help"))
                .isEqualTo(new Arguments(9000, Path.of("/tmp/x"), new Broker.Own(9001), false, true, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9092", "kafka-1.example.org:65535", "10.0.0.7:1", "[::1]:9092"})
    void kafkaMayBeElsewhere(String address) {
        assertThat(Arguments.parse("--kafka", address).broker()).isEqualTo(new Broker.External(address));
    }

    @Test
    void thereMayBeNoKafka() {
        assertThat(Arguments.parse("--no-kafka", "--port", "9092").broker()).isEqualTo(new Broker.None());
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
        "--port http, --port http: not a port (expected: 1 to 65535)",
        "--kafka-port, --kafka-port: its value is missing",
        "--kafka-port 99999, --kafka-port 99999: not a port (expected: 1 to 65535)",
        "--kafka, --kafka: its value is missing",
        "--kafka elsewhere, --kafka elsewhere: not an address (expected: one like localhost:9092)",
        "--kafka elsewhere:0, --kafka elsewhere:0: not an address (expected: one like localhost:9092)",
        "--kafka ::1:9092, --kafka ::1:9092: not an address (expected: one like localhost:9092)",
        "--no-kafka --kafka a:1, --kafka and --no-kafka: only one of them",
        "--no-kafka --kafka-port 1, --kafka-port and --no-kafka: only one of them",
        "--kafka a:1 --kafka-port 1, --kafka-port and --kafka: only one of them",
        "--port 9092, --port 9092: Kafka's port too (choose another with --kafka-port)",
        "--kafka-port 8080, --port 8080: Kafka's port too (choose another with --kafka-port)"
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
