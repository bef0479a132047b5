package io.datarecords.api.datatype;

import io.datarecords.api.access.Grant;
import io.datarecords.api.access.MemberAction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data type as a client sees it.
 *
 * @param recordCount how many records the type has
 * @param fields      each as the properties that the REST API names
 */
public record DataTypeView(
        long id,
        String name,
        String slug,
        @Nullable String description,
        boolean isCollection,
        boolean archived,
        long version,
        long recordCount,
        List<Map<String, @Nullable Object>> fields,
        List<Grant> grants,
        List<MemberAction> memberAccess,
        Instant createdAt,
        Instant updatedAt) {

    /** The definition is whole for whoever may read it: only the values of admin-only fields are hidden. */
    public static DataTypeView of(DataTypeState type, long recordCount) {
        return new DataTypeView(
                type.id(),
                type.name(),
                type.slug(),
                type.description(),
                type.isCollection(),
                type.archived(),
                type.version(),
                recordCount,
                type.fields().stream().map(DataTypeView::field).toList(),
                type.access().grants(),
                type.access().memberAccess(),
                type.createdAt(),
                type.updatedAt());
    }

    /** The same, made or changed at that time. */
    public DataTypeView changedAt(Instant time) {
        return new DataTypeView(
                id,
                name,
                slug,
                description,
                isCollection,
                archived,
                version,
                recordCount,
                fields,
                grants,
                memberAccess,
                version == 1 ? time : createdAt,
                time);
    }

    /** A field as the properties that the REST API names. */
    public static Map<String, @Nullable Object> field(FieldDefinition field) {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        properties.put("name", field.name());
        properties.put("slug", field.slug());
        properties.put("fieldType", field.fieldType());
        properties.put("required", field.required());
        properties.put("shouldIndex", field.shouldIndex());
        properties.put("isAdminOnly", field.isAdminOnly());
        properties.put("isExternalId", field.isExternalId());
        properties.put("default", field.defaultValue());
        properties.put("options", field.options());
        properties.put("rules", field.rules());
        return properties;
    }
}
