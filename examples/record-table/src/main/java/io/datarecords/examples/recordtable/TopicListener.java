package io.datarecords.examples.recordtable;

import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;

/** Reads the topic from where the database says. */
@Component
final class TopicListener implements ConsumerAwareRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(TopicListener.class);

    private final Table table;
    private final Progress progress;

    TopicListener(Table table, Progress progress) {
        this.table = table;
        this.progress = progress;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var next =
                progress.of(partitions.stream().map(TopicPartition::partition).toList());
        LOG.info("Reads on by partition and offset: {}", next);
        consumer.endOffsets(partitions)
                .forEach((partition, end) ->
                        seek(consumer, partition, next.getOrDefault(partition.partition(), 0L), end));
    }

    private static void seek(Consumer<?, ?> consumer, TopicPartition partition, long next, long end) {
        if (end < next) {
            throw new IllegalStateException(
                    "%s ends at offset %d (expected: >= %d): this is not the topic that was read before"
                            .formatted(partition, end, next));
        }
        if (next == 0) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, next);
        }
    }

    @KafkaListener(topics = "record-events")
    void on(ConsumerRecords<String, byte[]> messages) {
        table.apply(messages);
    }
}
