package io.datarecords.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends a history to a topic, as messages that are made like those of the topic {@code record-events}. */
final class TopicReplay {

    private static final String EVENTS_OF_THE_SERVICE = "record-events";
    private static final int PATIENCE_MILLIS = 10_000;

    /** Only after so many is it known how far all of them have arrived. */
    private static final int AT_A_TIME = 1_000;

    /** What a line has and a message has in its headers. */
    private static final Pattern ID_AND_TYPE = Pattern.compile("^\\{\"id\":\"[^\"]*\",\"type\":\"[^\"]*\",");

    private final String topic;
    private final String servers;
    private volatile @Nullable Exception failure;
    private long sent;
    private long last;
    private long arrived;

    TopicReplay(String topic, String servers) {
        this.topic = topic;
        this.servers = servers;
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS,
                        ProducerConfig.LINGER_MS_CONFIG, 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Returns how many events were sent. */
    long run(History history, long after, Progress progress) throws IOException {
        if (topic.equals(EVENTS_OF_THE_SERVICE)) {
            throw Failure.refused("--to-topic " + topic + " (expected: a topic of your own)");
        }
        last = after;
        arrived = after;
        try (var producer = producer()) {
            int partitions = producer.partitionsFor(topic).size();
            history.read(after, (line, position) -> {
                var _ = producer.send(message(topic, line, partitions), this::note);
                last = position;
                if (++sent % AT_A_TIME == 0) {
                    await(producer);
                    progress.to(sent, 0);
                }
            });
            await(producer);
            return sent;
        } catch (KafkaException e) {
            throw Failure.unreachable("Kafka: " + e.getMessage() + "; --after " + arrived + " goes on");
        } catch (Failure e) {
            throw e.with("; --after " + arrived + " goes on");
        }
    }

    private void note(@Nullable RecordMetadata ignored, @Nullable Exception e) {
        failure = failure == null ? e : failure;
    }

    private void await(Producer<byte[], byte[]> producer) {
        producer.flush();
        var reason = failure;
        if (reason != null) {
            throw new KafkaException(reason.getMessage(), reason);
        }
        arrived = last;
    }

    static ProducerRecord<byte[], byte[]> message(String topic, String line, int partitions) {
        var event = Json.read(bytes(line));
        boolean ofRecord = event.has("recordId");
        long id = event.path(ofRecord ? "recordId" : "dataTypeId").asLong();
        var key = (ofRecord ? "record/" : "type/") + id + "/"
                + event.path("version").asLong();
        var value = ID_AND_TYPE.matcher(line).replaceFirst("{");
        return new ProducerRecord<>(topic, (int) (id % partitions), bytes(key), bytes(value), headers(event, ofRecord));
    }

    private static List<Header> headers(JsonNode event, boolean ofRecord) {
        var type = event.path("type").asString();
        var dataType = "data-types/" + event.path("dataTypeId").asString();
        return List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", event.path("id").asString()),
                header("ce_type", type),
                header("ce_source", "/api/v2/w/" + event.path("workspace").asString()),
                header(
                        "ce_subject",
                        ofRecord
                                ? dataType + "/records/"
                                        + event.path("recordId").asString()
                                : dataType),
                header("ce_time", event.path("at").asString()),
                header("ce_dataschema", "https://datarecords.io/schemas/" + type + ".1.json"),
                header("ce_position", event.path("position").asString()),
                header("ce_version", event.path("version").asString()),
                header("content-type", "application/json"));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
