package io.datarecords.api.record;

import io.datarecords.api.IfMatch;
import io.datarecords.api.Targeted;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be asked of a record. Each command yields at most one event. */
public sealed interface RecordCommand extends Targeted {

    RecordId record();

    /** The type within which the client looks for the record. */
    DataTypeId dataType();

    Caller by();

    @Override
    default String aggregateId() {
        return record().aggregateId();
    }

    /**
     * Makes a new record.
     *
     * @param memberId    the owner, or null for none
     * @param externalId  the client's own id for it, or null
     * @param fieldValues by slug, as sent
     */
    record CreateRecord(
            RecordId record,
            DataTypeId dataType,
            @Nullable Long memberId,
            @Nullable String externalId,
            @Nullable Long assignmentTaskId,
            Map<String, @Nullable Object> fieldValues,
            Caller by)
            implements RecordCommand {}

    /** Sets only the fields named, by slug. A null value clears a field that is not required. */
    record UpdateFields(
            RecordId record, DataTypeId dataType, Map<String, @Nullable Object> fieldValues, IfMatch ifMatch, Caller by)
            implements RecordCommand {}

    /** Erases the record and its history for good. */
    record DeleteRecord(RecordId record, DataTypeId dataType, IfMatch ifMatch, Caller by) implements RecordCommand {}
}
