package io.datarecords.api.record;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.access.Actor;
import io.datarecords.api.datatype.FieldValues;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a record. Events carry plain numbers and outlive the code that wrote them. */
public sealed interface RecordEvent extends DomainEvent {

    long recordId();

    /** The record's owner, or null for none. */
    @Nullable Long memberId();

    /**
     * A record came to be.
     *
     * @param dataTypeVersion the version of the data type that the values were checked against
     */
    record RecordCreated(
            UUID workspace,
            long recordId,
            long dataTypeId,
            long dataTypeVersion,
            @Nullable Long memberId,
            @Nullable String externalId,
            @Nullable Long assignmentTaskId,
            FieldValues values,
            Actor by)
            implements RecordEvent {}

    /**
     * Only the values that differ from those before.
     *
     * @param dataTypeVersion the version of the data type that the values were checked against
     */
    record FieldsUpdated(
            UUID workspace,
            long recordId,
            long dataTypeId,
            long dataTypeVersion,
            @Nullable Long memberId,
            FieldValues changes,
            Actor by)
            implements RecordEvent {}

    /** The tombstone: appending it erases the record's earlier events. It holds no values. */
    record RecordDeleted(
            UUID workspace,
            long recordId,
            long dataTypeId,
            @Nullable Long memberId,
            Actor by) implements RecordEvent {}
}
