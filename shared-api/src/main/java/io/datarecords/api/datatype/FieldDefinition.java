package io.datarecords.api.datatype;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field as a client describes it and as events keep it: plain data that says nothing of whether it makes sense.
 * {@link Schema} decides that.
 *
 * @param name         for people
 * @param slug         for programs; unique within the data type
 * @param fieldType    which {@link FieldType}, by its name in the REST API
 * @param defaultValue for creations that do not name the field, or null for none
 * @param options      the choices of a select, else empty
 * @param rules        the type's own rules, by name, as JSON values
 * @param since        the version of the data type that introduced the field; a removed slug that is added again is a
 *                     new field with a later {@code since}
 */
public record FieldDefinition(
        String name,
        String slug,
        String fieldType,
        boolean required,
        boolean shouldIndex,
        boolean isAdminOnly,
        boolean isExternalId,
        @Nullable Object defaultValue,
        List<String> options,
        Map<String, @Nullable Object> rules,
        long since) {

    public FieldDefinition {
        options = List.copyOf(options);
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }

    public FieldKey key() {
        return new FieldKey(slug, since);
    }

    /** Whether both mean the same, however numbers are spelt: 1e2 is 100. */
    public boolean means(FieldDefinition other) {
        return withoutValues().equals(other.withoutValues())
                && JsonValues.same(defaultValue, other.defaultValue)
                && JsonValues.same(rules, other.rules);
    }

    private FieldDefinition withoutValues() {
        return new FieldDefinition(
                name,
                slug,
                fieldType,
                required,
                shouldIndex,
                isAdminOnly,
                isExternalId,
                null,
                options,
                Map.of(),
                since);
    }

    /** The same, introduced by that version of the data type. */
    public FieldDefinition since(long version) {
        return new FieldDefinition(
                name,
                slug,
                fieldType,
                required,
                shouldIndex,
                isAdminOnly,
                isExternalId,
                defaultValue,
                options,
                rules,
                version);
    }

    FieldDefinition named(String newSlug, String newFieldType) {
        return new FieldDefinition(
                name,
                newSlug,
                newFieldType,
                required,
                shouldIndex,
                isAdminOnly,
                isExternalId,
                defaultValue,
                options,
                rules,
                since);
    }

    FieldDefinition withDefault(@Nullable Object value) {
        return new FieldDefinition(
                name, slug, fieldType, required, shouldIndex, isAdminOnly, isExternalId, value, options, rules, since);
    }
}
