package io.datarecords.api.record;

import io.datarecords.api.IfMatch;
import io.datarecords.api.IfNoneMatch;
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

    /** An upsert that finds no record: makes it, if nothing is expected to be there. */
    record UpsertNew(CreateRecord creation, IfMatch ifMatch) implements RecordCommand {

        @Override
        public RecordId record() {
            return creation.record();
        }

        @Override
        public DataTypeId dataType() {
            return creation.dataType();
        }

        @Override
        public Caller by() {
            return creation.by();
        }
    }

    /**
     * An upsert that finds the record: updates it, if it has the owner that the client says.
     *
     * @param owner null if the client says nothing
     */
    record UpsertExisting(
            UpdateFields update,
            IfNoneMatch ifNoneMatch,
            @Nullable Owner owner) implements RecordCommand {

        @Override
        public RecordId record() {
            return update.record();
        }

        @Override
        public DataTypeId dataType() {
            return update.dataType();
        }

        @Override
        public Caller by() {
            return update.by();
        }
    }

    /**
     * Whose a record is.
     *
     * @param memberId the member, or null for nobody
     */
    record Owner(@Nullable Long memberId) {}

    /** Erases the record and its history for good. */
    record DeleteRecord(RecordId record, DataTypeId dataType, IfMatch ifMatch, Caller by) implements RecordCommand {}
}
