package io.datarecords.examples.recordtable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What happened to a record, as far as the table needs it; properties that it does not know are left out. */
sealed interface RecordEvent {

    /** Numbers stay exactly as they are written: 72.50, and a whole number beyond the precision of a double. */
    JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    long recordId();

    long version();

    record RecordCreated(
            long recordId,
            long version,
            long dataTypeId,
            String dataTypeSlug,
            @Nullable Long memberId,
            @Nullable String externalId,
            ObjectNode fieldValues,
            OffsetDateTime at)
            implements RecordEvent {}

    /** Sets the fields named. A null value clears a field. */
    record FieldsUpdated(long recordId, long version, ObjectNode changes, OffsetDateTime at) implements RecordEvent {}

    record RecordDeleted(long recordId, long version) implements RecordEvent {}

    /**
     * The event of a message; none if the message has no value, as tombstones and markers have none, or is of a type that
     * says nothing of a record, or that came after this application was written.
     */
    static Optional<RecordEvent> of(ConsumerRecord<String, byte[]> message) {
        var type = message.headers().lastHeader("ce_type");
        if (message.value() == null || type == null) {
            return Optional.empty();
        }
        return switch (new String(type.value(), UTF_8)) {
            case "RecordCreated" -> Optional.of(JSON.readValue(message.value(), RecordCreated.class));
            case "FieldsUpdated" -> Optional.of(JSON.readValue(message.value(), FieldsUpdated.class));
            case "RecordDeleted" -> Optional.of(JSON.readValue(message.value(), RecordDeleted.class));
            default -> Optional.empty();
        };
    }
}
