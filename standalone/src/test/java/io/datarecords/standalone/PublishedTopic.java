package io.datarecords.standalone;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The topic as somebody sees it who begins at its first offsets. */
final class PublishedTopic {

    private static final String NAME = "record-events";
    private static final JsonMapper JSON = new JsonMapper();

    private PublishedTopic() {}

    /** Everything that is there now, in the order of each partition. */
    static List<Message> read(String broker, int partitions) {
        var all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(NAME, partition))
                .toList();
        var messages = new ArrayList<Message>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            var ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> messages.add(Message.of(record)));
            }
        }
        return messages;
    }

    /**
     * One message.
     *
     * @param key   as docs/events.md has it
     * @param time  when the broker got it, in milliseconds since the epoch
     * @param value null for a tombstone or a marker
     */
    record Message(
            String key,
            long time,
            String type,
            String eventId,
            @Nullable JsonNode value) {

        private static Message of(ConsumerRecord<String, String> record) {
            return new Message(
                    record.key(),
                    record.timestamp(),
                    header(record, "ce_type"),
                    header(record, "ce_id"),
                    record.value() == null ? null : JSON.readTree(record.value()));
        }

        private static String header(ConsumerRecord<String, String> record, String name) {
            var header = record.headers().lastHeader(name);
            return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        }

        boolean isOfRecord() {
            return value != null && key.startsWith("record/");
        }

        long recordId() {
            return Long.parseLong(key.split("/")[1]);
        }

        long version() {
            return Long.parseLong(key.split("/")[2]);
        }
    }

    /** How many events a second came after a position of the log, by the broker's own clock. */
    static double rate(String broker, int partitions, long position) {
        var times = read(broker, partitions).stream()
                .filter(message -> message.value() != null
                        && message.value().get("position").asLong() > position)
                .mapToLong(Message::time)
                .summaryStatistics();
        return times.getCount() * 1000.0 / (times.getMax() - times.getMin());
    }

    /** What the messages lead to: of each living record its version, owner and values, as in the rows of a table. */
    static Map<Long, String> fold(List<Message> messages) {
        var versions = new HashMap<Long, Long>();
        var owners = new HashMap<Long, Long>();
        var values = new HashMap<Long, ObjectNode>();
        var deleted = new HashSet<Long>();
        for (var message : messages) {
            if (message.isOfRecord() && message.version() > versions.getOrDefault(message.recordId(), 0L)) {
                long id = message.recordId();
                versions.put(id, message.version());
                switch (message.type()) {
                    case "RecordCreated" -> {
                        values.put(id, (ObjectNode) message.value().get("fieldValues"));
                        owners.put(id, message.value().get("memberId").asLong());
                    }
                    case "FieldsUpdated" ->
                        change(values.get(id), message.value().get("changes"));
                    default -> deleted.add(id);
                }
            }
        }
        values.keySet().removeAll(deleted);
        return values.keySet().stream()
                .collect(Collectors.toMap(
                        id -> id,
                        id -> versions.get(id) + " " + owners.get(id) + " "
                                + sorted(values.get(id).toString())));
    }

    private static void change(@Nullable ObjectNode values, JsonNode changes) {
        // of a record that is deleted later, the beginning may be missing
        if (values != null) {
            changes.properties().forEach(change -> values.set(change.getKey(), change.getValue()));
        }
    }

    /** A JSON object with its properties in one order; empty for none. */
    static String sorted(@Nullable String json) {
        return json == null ? "" : new TreeMap<>(JSON.readValue(json, Map.class)).toString();
    }
}
