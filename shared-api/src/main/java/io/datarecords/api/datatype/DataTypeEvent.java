package io.datarecords.api.datatype;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.access.Actor;
import io.datarecords.api.access.TypeAccess;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a data type. Events carry plain numbers and outlive the code that wrote them. */
public sealed interface DataTypeEvent extends DomainEvent {

    /** The type's slug, for those who know types by it. */
    String slug();

    record DataTypeDefined(
            UUID workspace,
            long dataTypeId,
            String name,
            String slug,
            @Nullable String description,
            boolean isCollection,
            List<FieldDefinition> fields,
            TypeAccess access,
            Actor by)
            implements DataTypeEvent {}

    /** Carries the whole of what may be revised, as it is from now on. */
    record DataTypeRevised(
            UUID workspace,
            long dataTypeId,
            String slug,
            String name,
            @Nullable String description,
            List<FieldDefinition> fields,
            TypeAccess access,
            Actor by)
            implements DataTypeEvent {}

    record DataTypeArchived(UUID workspace, long dataTypeId, String slug, Actor by) implements DataTypeEvent {}

    record DataTypeUnarchived(UUID workspace, long dataTypeId, String slug, Actor by) implements DataTypeEvent {}

    record DataTypeDeleted(UUID workspace, long dataTypeId, String slug, Actor by) implements DataTypeEvent {}
}
