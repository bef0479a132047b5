package io.datarecords.command.publication;

import io.datarecords.command.publication.EventMessage.Header;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.DefaultTransactionIdSuffixStrategy;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/**
 * Sends messages in transactions. All nodes use one transactional id, so whoever begins last is the only one whose
 * messages the broker takes: a node that stood still meanwhile finds itself fenced off.
 */
final class EventProducer implements AutoCloseable {

    private static final String TRANSACTIONAL_ID = "record-events-";

    /** Shorter than a claim, so that a node gives up before another one takes over. */
    private static final int DELIVERY_MILLIS = 4_000;

    private static final int REQUEST_MILLIS = 2_000;
    private static final int TRANSACTION_MILLIS = 10_000;
    private static final int CLOSE_SECONDS = 1;

    private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
    private final KafkaTemplate<byte[], byte[]> template;
    private final int partitions;

    /** @param connection how to reach the broker as a producer */
    EventProducer(Map<String, Object> connection, int partitions) {
        this.producers = new DefaultKafkaProducerFactory<>(settings(connection));
        producers.setTransactionIdPrefix(TRANSACTIONAL_ID);
        producers.setTransactionIdSuffixStrategy(new DefaultTransactionIdSuffixStrategy(1));
        producers.setPhysicalCloseTimeout(CLOSE_SECONDS);
        this.template = new KafkaTemplate<>(producers);
        // The one that is there by itself writes what cannot be sent to the service's log, with its values.
        template.setProducerListener(new ProducerListener<>() {});
        this.partitions = partitions;
    }

    private static Map<String, Object> settings(Map<String, Object> connection) {
        var settings = new HashMap<>(connection);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RecordEventsTopic.MAX_MESSAGE_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, RecordEventsTopic.MAX_MESSAGE_BYTES + (8L << 20));
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        return settings;
    }

    /**
     * Does work whose messages are on the topic, all of them, when this returns, or never will be. The broker has fenced
     * off every other node when the work begins: what it reads of the log cannot be overtaken.
     *
     * @throws Refused if the broker takes a message under no circumstances
     * @throws RuntimeException if the broker cannot be reached, or another node has taken over
     */
    <T> T inTransaction(Supplier<T> work) {
        try {
            return Objects.requireNonNull(template.executeInTransaction(_ -> work.get()));
        } catch (RuntimeException e) {
            var refusal = refusal(e);
            if (refusal != null) {
                throw new Refused(refusal);
            }
            throw e;
        }
    }

    private static @Nullable Throwable refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException
                    || cause instanceof RecordBatchTooLargeException
                    || cause instanceof InvalidRecordException) {
                return cause;
            }
        }
        return null;
    }

    /** Within a transaction. */
    void send(EventMessage message) {
        var sent = outgoing(message.partitionId(), message.key(), message.value());
        for (Header header : message.headers()) {
            sent.headers().add(header.name(), header.value().getBytes(StandardCharsets.UTF_8));
        }
        send(sent);
    }

    /** Has compaction take every version of a record before that one. Within a transaction. */
    void sendTombstones(long recordId, long version) {
        for (long earlier = 1; earlier < version; earlier++) {
            send(outgoing(recordId, EventMessage.recordKey(recordId, earlier), null));
        }
    }

    /** Appends something to each partition. Within a transaction. */
    void sendMarkers() {
        for (int partition = 0; partition < partitions; partition++) {
            send(outgoing(partition, "marker/" + partition, null));
        }
    }

    private ProducerRecord<byte[], byte[]> outgoing(long partitionId, String key, byte @Nullable [] value) {
        int partition = (int) (partitionId % partitions);
        return new ProducerRecord<>(RecordEventsTopic.NAME, partition, key.getBytes(StandardCharsets.UTF_8), value);
    }

    /** Whether it arrives is told when the transaction ends. */
    private void send(ProducerRecord<byte[], byte[]> message) {
        var _ = template.send(message);
    }

    @Override
    public void close() {
        producers.destroy();
    }

    /** A message that the broker takes under no circumstances; which one is not known. */
    static final class Refused extends RuntimeException {

        private final String reason;

        Refused(Throwable cause) {
            super(cause);
            this.reason = cause.toString();
        }

        /** What the broker says; it names no values. */
        String reason() {
            return reason;
        }
    }
}
