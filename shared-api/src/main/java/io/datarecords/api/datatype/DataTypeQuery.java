package io.datarecords.api.datatype;

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
    record FindDataType(DataTypeId dataType, Caller by) implements DataTypeQuery<DataTypeView> {}

    /** The data type of that slug. */
    record FindDataTypeBySlug(String slug, Caller by) implements DataTypeQuery<DataTypeView> {}

    /**
     * All data types of the workspace.
     *
     * @param archived only those that are, or are not; null for both
     */
    record ListDataTypes(@Nullable Boolean archived, DataTypeOrder order, Caller by)
            implements DataTypeQuery<List<DataTypeView>> {}
}
