package io.datarecords.examples.recordtable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** An event of a record, and the message that tells of it, written as the documentation has it. */
record Happening(
        String type,
        long recordId,
        long version,
        long dataType,
        @Nullable Long member,
        @Nullable String externalId,
        Map<String, @Nullable Object> values,
        Instant at) {

    static final String TOPIC = "record-events";
    static final int PARTITIONS = 3;
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final UUID WORKSPACE = UUID.fromString("08526c81-0eae-4ae6-9a66-8d189f385573");

    static Happening created(
            long record, long dataType, @Nullable Long member, Map<String, @Nullable Object> fieldValues) {
        return new Happening(
                "RecordCreated", record, 1, dataType, member, "x-" + record, fieldValues, moment(record, 1));
    }

    Happening updated(Map<String, @Nullable Object> changes) {
        return next("FieldsUpdated", changes);
    }

    Happening deleted() {
        return next("RecordDeleted", Map.of());
    }

    private Happening next(String next, Map<String, @Nullable Object> changes) {
        return new Happening(
                next, recordId, version + 1, dataType, member, externalId, changes, moment(recordId, version + 1));
    }

    private static Instant moment(long record, long version) {
        return Instant.parse("2026-01-01T00:00:00.000123Z").plusMillis(1000 * record + version);
    }

    String slug() {
        return "type_" + dataType;
    }

    ProducerRecord<String, byte[]> message() {
        return message(type, properties());
    }

    /** The same message, but for its type or its value. */
    ProducerRecord<String, byte[]> message(String otherType, Map<String, @Nullable Object> otherValue) {
        var message =
                new ProducerRecord<>(TOPIC, partition(), key(recordId, version), JSON.writeValueAsBytes(otherValue));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id",
                                UUID.nameUUIDFromBytes(key(recordId, version).getBytes(UTF_8))
                                        .toString(),
                        "ce_type", otherType,
                        "ce_source", "/api/v2/w/" + WORKSPACE,
                        "ce_subject", "data-types/%d/records/%d".formatted(dataType, recordId),
                        "ce_time", at.toString(),
                        "ce_dataschema", "https://datarecords.io/schemas/%s.1.json".formatted(otherType),
                        "ce_position", Long.toString(1000 * recordId + version),
                        "ce_version", Long.toString(version),
                        "content-type", "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        return message;
    }

    Map<String, @Nullable Object> properties() {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("position", 1000 * recordId + version);
        all.put("version", version);
        all.put("workspace", WORKSPACE);
        all.put("dataTypeId", dataType);
        all.put("dataTypeSlug", slug());
        var by = new LinkedHashMap<String, @Nullable Object>();
        by.put("memberId", null);
        by.put("subject", "someone");
        all.put("by", by);
        all.put("at", at);
        all.put("recordId", recordId);
        all.put("memberId", member);
        switch (type) {
            case "RecordCreated" -> {
                all.put("externalId", externalId);
                all.put("assignmentTaskId", null);
                all.put("dataTypeVersion", 1);
                all.put("fieldValues", values);
            }
            case "FieldsUpdated" -> {
                all.put("dataTypeVersion", 1);
                all.put("changes", values);
            }
            default -> {}
        }
        return all;
    }

    /** Nobody said that it has no headers. */
    ProducerRecord<String, byte[]> tombstone(long ofVersion) {
        var tombstone = new ProducerRecord<String, byte[]>(TOPIC, partition(), key(recordId, ofVersion), null);
        message().headers().forEach(tombstone.headers()::add);
        return tombstone;
    }

    static ProducerRecord<String, byte[]> marker(int partition) {
        return new ProducerRecord<>(TOPIC, partition, "marker/" + partition, null);
    }

    int partition() {
        return (int) (recordId % PARTITIONS);
    }

    private static String key(long record, long version) {
        return "record/" + record + "/" + version;
    }
}
