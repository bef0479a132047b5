package io.datarecords.command.publication;

import io.datarecords.kafka.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A real Kafka for tests, one broker per JVM: a container where a Docker engine answers, else a child process. {@code
 * -Dservers=docker} or {@code -Dservers=embedded} decides instead.
 */
final class TestKafka {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static final String ADDRESS = switch (System.getProperty("servers", "auto")) {
        case "docker" -> container();
        case "embedded" -> embedded();
        default -> DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
    };

    private TestKafka() {}

    private static String embedded() {
        try {
            var folder = Files.createTempDirectory("kafka-");
            var broker = new KafkaBroker(folder, KafkaBroker.freePort(), Map.of());
            broker.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                broker.kill();
                deleteQuietly(folder);
            }));
            broker.awaitReady(PATIENCE);
            return broker.address();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("resource") // it lives as long as the JVM
    private static String container() {
        // A consumer that still asks for the topic that a test took away would bring it back, with one partition.
        var broker = new KafkaContainer("apache/kafka:4.3.1").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        broker.start();
        return broker.getBootstrapServers();
    }

    static Map<String, Object> connection() {
        return Map.of("bootstrap.servers", ADDRESS);
    }

    /** Takes the topic away, with everything in it. */
    static void deleteTopic() throws Exception {
        try (var admin = Admin.create(connection())) {
            admin.deleteTopics(List.of(RecordEventsTopic.NAME)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
        }
    }

    /** What a consumer gets that reads the topic from its beginning until the condition holds for all of it so far. */
    static List<Message> readUntil(int partitions, Predicate<List<Message>> condition) {
        var read = new ArrayList<Message>();
        var deadline = Instant.now().plus(PATIENCE);
        try (var consumer = consumer(ADDRESS, partitions)) {
            while (!condition.test(read)) {
                if (Instant.now().isAfter(deadline)) {
                    throw new AssertionError(
                            "Only this came: " + read.stream().map(Message::key).toList());
                }
                consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(Message.of(record)));
            }
        }
        return read;
    }

    /** One that reads every partition from its beginning. */
    static KafkaConsumer<String, String> consumer(String address, int partitions) {
        var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", address,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(RecordEventsTopic.NAME, partition))
                .toList());
        return consumer;
    }

    /** A message as a consumer sees it. */
    record Message(int partition, long offset, String key, Map<String, String> headers, String value) {

        static Message of(ConsumerRecord<String, String> record) {
            var headers = new LinkedHashMap<String, String>();
            record.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            return new Message(record.partition(), record.offset(), record.key(), headers, record.value());
        }

        String type() {
            return headers.getOrDefault("ce_type", "");
        }
    }
}
