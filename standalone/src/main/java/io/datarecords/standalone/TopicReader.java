package io.datarecords.standalone;

import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topic of the events for as long as somebody wants to see it. */
final class TopicReader implements AutoCloseable {

    static final String TOPIC = "record-events";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** So long nothing is said: then it turns out whether anybody still listens. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private static final int FETCHED_BYTES = 1_000_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private boolean fromEnd;

    /**
     * A reader that has not begun.
     *
     * @param servers where Kafka is, which need not run yet
     * @param fromEnd whether only what comes from now on is of interest
     */
    TopicReader(String servers, boolean fromEnd) {
        this.fromEnd = fromEnd;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ENABLE_METRICS_PUSH_CONFIG,
                        false,
                        FETCH_MAX_BYTES_CONFIG,
                        FETCHED_BYTES,
                        MAX_PARTITION_FETCH_BYTES_CONFIG,
                        FETCHED_BYTES),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Writes each message as a line, from where it was to begin, until {@link #stop}. There are empty lines too, at least
     * one in every few seconds.
     *
     * @throws IOException if nobody takes them any more
     */
    void copyTo(OutputStream out) throws IOException {
        try {
            while (!begin()) {
                keepAlive(out);
                Thread.sleep(Duration.ofSeconds(1));
            }
            while (true) {
                out.flush();
                var messages = consumer.poll(SILENCE);
                for (var message : messages) {
                    out.write(MessageLine.of(message));
                }
                if (messages.isEmpty()) {
                    out.write('\n');
                }
            }
        } catch (WakeupException stopped) {
            // as was asked for
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void keepAlive(OutputStream out) throws IOException {
        out.write('\n');
        out.flush();
    }

    /** Whether the topic is there, and where to begin in it is settled. */
    private boolean begin() {
        try {
            var partitions = partitions();
            consumer.assign(partitions);
            if (fromEnd) {
                consumer.seekToEnd(partitions);
            } else {
                consumer.seekToBeginning(partitions);
            }
            partitions.forEach(partition -> consumer.position(partition, PATIENCE));
            // of a topic that comes into being later nobody has missed anything
            fromEnd &= !partitions.isEmpty();
            return !partitions.isEmpty();
        } catch (TimeoutException notNow) {
            return false;
        }
    }

    private List<TopicPartition> partitions() {
        List<PartitionInfo> found = consumer.partitionsFor(TOPIC, PATIENCE);
        return Objects.requireNonNullElse(found, List.<PartitionInfo>of()).stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
    }

    /** Has {@link #copyTo} end; may be called from anywhere. */
    void stop() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
