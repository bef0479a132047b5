package io.datarecords.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void whatItHasOutlivesKill9() throws Exception {
        try (var broker = new KafkaBroker(folder, KafkaBroker.freePort(), Map.of())) {
            broker.start();
            broker.awaitReady(PATIENCE);
            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
                admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1)))
                        .all()
                        .get();
            }

            broker.kill();
            assertThat(broker.isRunning()).isFalse();
            broker.start();
            broker.awaitReady(PATIENCE);

            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
                assertThat(admin.listTopics().names().get()).contains("kept");
            }
        }
    }

    /** It goes to every process of a terminal; the one that started it decides when the broker ends. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void ctrlCDoesNotEndIt() throws Exception {
        try (var broker = new KafkaBroker(folder, KafkaBroker.freePort(), Map.of())) {
            broker.start();
            broker.awaitReady(PATIENCE);
            var process = broker.process().orElseThrow();

            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();

            Thread.sleep(Duration.ofSeconds(2));
            assertThat(process.isAlive()).isTrue();
        }
    }

    @Test
    void isClosedInOrder() throws Exception {
        var broker = new KafkaBroker(folder, KafkaBroker.freePort(), Map.of());
        broker.start();
        broker.awaitReady(PATIENCE);

        broker.close();

        assertThat(broker.isRunning()).isFalse();
        assertThat(broker.data().resolve(".kafka_cleanshutdown")).exists();
    }
}
