package io.datarecords.api.datatype;

import io.datarecords.api.Consistency;
import io.datarecords.api.Paging;
import io.datarecords.api.SortOrder;
import io.datarecords.api.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked about data types.
 *
 * @param <A> the answer
 */
public sealed interface DataTypeQuery<A> {

    /** Who asks, within the workspace that the token opens. */
    Caller by();

    /** The data type of that id. */
    record FindDataType(DataTypeId dataType, Consistency consistency, Caller by)
            implements DataTypeQuery<FoundDataType> {}

    /** The data type of that slug. */
    record FindDataTypeBySlug(String slug, Consistency consistency, Caller by)
            implements DataTypeQuery<FoundDataType> {}

    /**
     * All data types of the workspace.
     *
     * @param archived only those that are, or are not; null for both
     */
    record ListDataTypes(@Nullable Boolean archived, DataTypeOrder order, Consistency consistency, Caller by)
            implements DataTypeQuery<List<DataTypeView>> {}

    /**
     * Who defined, revised and archived a data type, and when. It is answered from the log itself.
     *
     * @param direction in time
     */
    record ListDataTypeChanges(DataTypeId dataType, SortOrder direction, Paging paging, Caller by)
            implements DataTypeQuery<DataTypeChangePage> {}
}
