package io.datarecords.command.publication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topic that everything is published to: made as it has to be, and never taken as it happens to be. */
final class RecordEventsTopic {

    static final String NAME = "record-events";

    /** Above any event: 500 fields of 64 KiB, the most that a type and a field may have, and what stands around them. */
    static final int MAX_MESSAGE_BYTES = 40 << 20;

    private static final Duration LONGEST_UNTIL_DELETED = Duration.ofMinutes(1);
    /** A broker that is started together with this service has time to come. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> connection;
    private final PublicationProperties properties;

    /** @param connection how to reach the broker as an administrator */
    RecordEventsTopic(Map<String, Object> connection, PublicationProperties properties) {
        this.connection = connection;
        this.properties = properties;
    }

    /**
     * Makes the topic if it is not there, and looks at it.
     *
     * @return the id that the broker has given it
     * @throws TopicMismatch if it is another than this service would make
     * @throws BrokerFailure if the broker does not answer
     */
    String prepare() {
        var admin = administrator();
        try {
            var topic = find(admin).orElseGet(() -> create(admin));
            requireNoDifferences(topic, config(admin));
            return topic.topicId().toString();
        } finally {
            // What is not answered by now is not waited for.
            admin.close(Duration.ZERO);
        }
    }

    /**
     * Whoever publishes the first events of a log does so to a topic without any.
     *
     * @throws UsedTopic     if it has had messages, committed or not
     * @throws BrokerFailure if the broker does not answer
     */
    void requireUnused() {
        var admin = administrator();
        try {
            var ends = IntStream.range(0, properties.partitions())
                    .boxed()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(NAME, partition), _ -> OffsetSpec.latest()));
            if (await(admin.listOffsets(ends).all()).values().stream().anyMatch(end -> end.offset() > 0)) {
                throw new UsedTopic(NAME);
            }
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private Admin administrator() {
        try {
            return Admin.create(connection);
        } catch (KafkaException e) {
            var reason = Objects.requireNonNullElse(e.getCause(), e);
            throw new BrokerFailure("There is no way to the broker: " + reason.getMessage(), reason);
        }
    }

    private static Optional<TopicDescription> find(Admin admin) {
        try {
            return Optional.ofNullable(
                    await(admin.describeTopics(List.of(NAME)).allTopicNames()).get(NAME));
        } catch (BrokerFailure failure) {
            if (failure.reason() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private TopicDescription create(Admin admin) {
        var topic = new NewTopic(
                        NAME,
                        Optional.of(properties.partitions()),
                        Optional.of(properties.replicationFactor()).filter(factor -> factor > 0))
                .configs(wanted());
        try {
            await(admin.createTopics(List.of(topic)).all());
        } catch (BrokerFailure failure) {
            if (!(failure.reason() instanceof TopicExistsException)) {
                throw failure;
            }
            // another node was faster
        }
        return find(admin).orElseThrow(() -> new IllegalStateException("Topic " + NAME + " is still being created"));
    }

    /** What a broker needs to know to keep every event, and to lose the values of those that are erased in time. */
    private Map<String, String> wanted() {
        var wanted = new LinkedHashMap<String, String>();
        wanted.put("cleanup.policy", "compact");
        // Ages are counted from when the broker got a message: events may have waited for long.
        wanted.put("message.timestamp.type", "LogAppendTime");
        wanted.put("max.message.bytes", String.valueOf(MAX_MESSAGE_BYTES));
        wanted.put("segment.ms", millis(properties.segmentAge()));
        wanted.put("max.compaction.lag.ms", millis(properties.segmentAge()));
        wanted.put("file.delete.delay.ms", millis(untilDeleted()));
        if (properties.replicationFactor() >= 3) {
            // Or what was acknowledged would be lost with the disk of one broker.
            wanted.put("min.insync.replicas", "2");
        }
        return wanted;
    }

    private Duration untilDeleted() {
        var tenth = properties.erasedWithin().dividedBy(10);
        return tenth.compareTo(LONGEST_UNTIL_DELETED) < 0 ? tenth : LONGEST_UNTIL_DELETED;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    private static Config config(Admin admin) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, NAME);
        return Objects.requireNonNull(
                await(admin.describeConfigs(List.of(resource)).all()).get(resource));
    }

    private void requireNoDifferences(TopicDescription topic, Config config) {
        var differences = new ArrayList<String>();
        int partitions = topic.partitions().size();
        if (partitions != properties.partitions()) {
            differences.add("it has " + partitions + " partitions (expected: " + properties.partitions() + ")");
        }
        int replicas = topic.partitions().getFirst().replicas().size();
        if (properties.replicationFactor() > 0 && replicas != properties.replicationFactor()) {
            differences.add("it has a replication factor of " + replicas + " (expected: "
                    + properties.replicationFactor() + ")");
        }
        wanted().forEach((name, value) -> {
            var found = config.get(name).value();
            if (!suffices(name, found, value)) {
                differences.add(name + " is " + found + " (expected: " + value + ")");
            }
        });
        if (!differences.isEmpty()) {
            throw new TopicMismatch(NAME, differences);
        }
    }

    private static boolean suffices(String name, String found, String wanted) {
        return switch (name) {
            case "segment.ms", "max.compaction.lag.ms", "file.delete.delay.ms" ->
                Long.parseLong(found) <= Long.parseLong(wanted);
            case "max.message.bytes", "min.insync.replicas" -> Long.parseLong(found) >= Long.parseLong(wanted);
            default -> found.equals(wanted);
        };
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var reason = Objects.requireNonNullElse(e.getCause(), e);
            throw new BrokerFailure("The broker answers: " + reason, reason);
        } catch (TimeoutException e) {
            throw new BrokerFailure("The broker does not answer within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerFailure("interrupted", e);
        }
    }
}
