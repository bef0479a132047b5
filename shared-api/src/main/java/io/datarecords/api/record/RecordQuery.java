package io.datarecords.api.record;

import io.datarecords.api.Consistency;
import io.datarecords.api.Paging;
import io.datarecords.api.SortOrder;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked about records. Questions about the past are answered from the log itself, so they have no
 * {@link Consistency}: there is nothing to save by asking for an old answer.
 *
 * @param <A> the answer
 */
public sealed interface RecordQuery<A> {

    /** Who asks; the answer holds what this caller may see. */
    Caller by();

    /** The record as it is now. */
    record FindRecord(DataTypeId dataType, RecordId record, Consistency consistency, Caller by)
            implements RecordQuery<FoundRecord> {}

    /** The record as its {@code version}th event left it. */
    record FindVersion(DataTypeId dataType, RecordId record, long version, Caller by)
            implements RecordQuery<FoundRecord> {}

    /** The record as it stood at an instant. */
    record FindAsOf(DataTypeId dataType, RecordId record, Instant asOf, Caller by)
            implements RecordQuery<FoundRecord> {}

    /**
     * The records of a type that the caller may see, as far as the filter lets them through.
     *
     * @param cursor where to go on, as an earlier page of the same list said; null: at {@code paging}'s page
     */
    record ListRecords(
            DataTypeId dataType,
            RecordFilter filter,
            RecordOrder order,
            Paging paging,
            @Nullable String cursor,
            Consistency consistency,
            Caller by)
            implements RecordQuery<RecordPage> {}

    /**
     * Who changed what, and when.
     *
     * @param field     the slug of the only field to tell of, or null for all
     * @param direction in time
     */
    record ListChanges(
            DataTypeId dataType, RecordId record, @Nullable String field, SortOrder direction, Paging paging, Caller by)
            implements RecordQuery<ChangePage> {}

    /**
     * Which records of a type have been deleted, and by whom.
     *
     * @param direction in time
     */
    record ListDeletions(DataTypeId dataType, SortOrder direction, Paging paging, Caller by)
            implements RecordQuery<DeletionPage> {}

    /** How many records a member has in each data type. */
    record CountMemberRecords(long memberId, Consistency consistency, Caller by)
            implements RecordQuery<MemberRecordCounts> {}
}
