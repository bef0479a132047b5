package io.datarecords.command.record;

import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.RecordCommand.CreateRecord;
import io.datarecords.api.record.RecordCommand.Owner;
import io.datarecords.api.record.RecordId;
import io.datarecords.edge.JsonBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends to make a record.
 *
 * @param owner null if the client does not say
 */
record RecordBody(
        @Nullable Owner owner,
        @Nullable String externalId,
        @Nullable Long assignmentTaskId,
        Map<String, @Nullable Object> fieldValues) {

    static RecordBody forCreate(JsonBody body) {
        return read(body, body.text("externalId"));
    }

    /** An upsert has the external id in its path alone. */
    static RecordBody forUpsert(JsonBody body, String externalId) {
        return read(body, externalId);
    }

    private static RecordBody read(JsonBody body, @Nullable String externalId) {
        var owner = body.has("memberId") ? new Owner(body.id("memberId")) : null;
        var assignmentTaskId = body.id("assignmentTaskId");
        var fieldValues = fieldValues(body);
        body.finish();
        return new RecordBody(owner, externalId, assignmentTaskId, fieldValues);
    }

    RecordBody named(String newExternalId) {
        return new RecordBody(owner, newExternalId, assignmentTaskId, fieldValues);
    }

    static Map<String, @Nullable Object> forUpdate(JsonBody body) {
        var fieldValues = fieldValues(body);
        body.finish();
        return fieldValues;
    }

    private static Map<String, @Nullable Object> fieldValues(JsonBody body) {
        var values = body.object("fieldValues");
        if (body.value("fieldValues") == null) {
            body.violation("fieldValues", "required", "is required");
        }
        if (values == null) {
            return Map.of();
        }
        return values;
    }

    /** A record that nobody is named the owner of is the caller's. */
    CreateRecord creation(RecordId record, DataTypeId dataType, Caller by) {
        var memberId = owner == null ? by.memberId() : owner.memberId();
        return new CreateRecord(record, dataType, memberId, externalId, assignmentTaskId, fieldValues, by);
    }
}
