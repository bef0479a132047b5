package io.datarecords.examples.recordtable;

import io.datarecords.examples.recordtable.RecordEvent.FieldsUpdated;
import io.datarecords.examples.recordtable.RecordEvent.RecordCreated;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A record as it is now. */
record RecordRow(
        long id,
        long dataType,
        String dataTypeSlug,
        @Nullable Long member,
        @Nullable String externalId,
        ObjectNode fieldValues,
        long version,
        OffsetDateTime createdAt,
        OffsetDateTime updatedAt) {

    static RecordRow of(RecordCreated event) {
        return new RecordRow(
                event.recordId(),
                event.dataTypeId(),
                event.dataTypeSlug(),
                event.memberId(),
                event.externalId(),
                event.fieldValues(),
                event.version(),
                event.at(),
                event.at());
    }

    RecordRow with(FieldsUpdated event) {
        var values = fieldValues.deepCopy();
        event.changes().forEachEntry((field, value) -> {
            if (value.isNull()) {
                values.remove(field);
            } else {
                values.set(field, value);
            }
        });
        return new RecordRow(
                id, dataType, dataTypeSlug, member, externalId, values, event.version(), createdAt, event.at());
    }
}
