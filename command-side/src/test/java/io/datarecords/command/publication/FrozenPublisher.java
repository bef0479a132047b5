package io.datarecords.command.publication;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.eventlog.TestLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * A node in a process of its own that stands still once it has a certain message in hand, until it is told to go on. It
 * says in files of a folder how far it is.
 */
final class FrozenPublisher {

    static final String HAS_MESSAGE = "has-message";
    static final String GO_ON = "go-on";
    static final String HAS_TRIED = "has-tried";

    private FrozenPublisher() {}

    static ProcessBuilder command(HikariDataSource database, String broker, int partitions, String key, Path folder) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FrozenPublisher.class.getName(),
                        database.getJdbcUrl(),
                        database.getUsername(),
                        database.getPassword(),
                        broker,
                        String.valueOf(partitions),
                        key,
                        folder.toString())
                .inheritIO();
    }

    public static void main(String[] arguments) throws Exception {
        var dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(arguments[0]);
        dataSource.setUsername(arguments[1]);
        dataSource.setPassword(arguments[2]);
        var connection = Map.<String, Object>of(
                "bootstrap.servers",
                arguments[3],
                "interceptor.classes",
                Gate.class.getName(),
                "gate.key",
                arguments[5],
                "gate.folder",
                arguments[6]);
        var node = TestPublisher.on(
                dataSource,
                new TestLog(dataSource).log(),
                connection,
                new PublicationProperties(true, Integer.parseInt(arguments[4]), (short) -1, Duration.ofHours(1)));
        node.start();
        while (node.failure() == null && node.published() == 0) {
            Thread.sleep(10);
        }
        Files.createFile(Path.of(arguments[6], HAS_TRIED));
    }

    public static final class Gate implements ProducerInterceptor<byte[], byte[]> {

        private String key;
        private Path folder;

        @Override
        public void configure(Map<String, ?> configs) {
            key = (String) configs.get("gate.key");
            folder = Path.of((String) configs.get("gate.folder"));
        }

        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> message) {
            if (new String(message.key(), StandardCharsets.UTF_8).equals(key)) {
                standStill();
            }
            return message;
        }

        private void standStill() {
            try {
                Files.writeString(folder.resolve(HAS_MESSAGE), "");
                while (!Files.exists(folder.resolve(GO_ON))) {
                    Thread.sleep(10);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

        @Override
        public void close() {}
    }
}
