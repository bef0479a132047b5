package io.datarecords.api.datatype;

import io.datarecords.api.IfMatch;
import io.datarecords.api.Targeted;
import io.datarecords.api.access.Caller;
import io.datarecords.api.access.Grant;
import io.datarecords.api.access.MemberAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked of a data type. Each command yields at most one event. */
public sealed interface DataTypeCommand extends Targeted {

    DataTypeId dataType();

    Caller by();

    @Override
    default String aggregateId() {
        return dataType().aggregateId();
    }

    /** Makes a new data type. A null slug is made from the name; null member access is the default. */
    record DefineDataType(
            DataTypeId dataType,
            String name,
            @Nullable String slug,
            @Nullable String description,
            boolean isCollection,
            List<FieldDefinition> fields,
            List<Grant> grants,
            @Nullable List<MemberAction> memberAccess,
            Caller by)
            implements DataTypeCommand {}

    /**
     * Changes what is given and leaves what is null. {@code fields}, when given, is the whole list, matched by slug.
     *
     * @param description  null leaves it, empty clears it
     * @param slug         fixed: if given, it must be the type's
     * @param isCollection fixed: if given, it must be the type's
     */
    record ReviseDataType(
            DataTypeId dataType,
            @Nullable String name,
            @Nullable String slug,
            @Nullable String description,
            @Nullable Boolean isCollection,
            @Nullable List<FieldDefinition> fields,
            @Nullable List<Grant> grants,
            @Nullable List<MemberAction> memberAccess,
            IfMatch ifMatch,
            Caller by)
            implements DataTypeCommand {}

    /** Refuses creates and updates from now on. */
    record ArchiveDataType(DataTypeId dataType, IfMatch ifMatch, Caller by) implements DataTypeCommand {}

    /** Takes creates and updates again. */
    record UnarchiveDataType(DataTypeId dataType, IfMatch ifMatch, Caller by) implements DataTypeCommand {}

    /** Deletes a data type that has no records. */
    record DeleteDataType(DataTypeId dataType, IfMatch ifMatch, Caller by) implements DataTypeCommand {}
}
