package io.datarecords.api.datatype;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes a field in few words. */
final class AField {

    private final String slug;
    private final String fieldType;
    private final Map<String, @Nullable Object> rules = new LinkedHashMap<>();
    private String name;
    private boolean required;
    private boolean adminOnly;
    private boolean externalId;
    private @Nullable Object defaultValue;
    private List<String> options = List.of();
    private long since = 1;

    private AField(String slug, String fieldType) {
        this.slug = slug;
        this.name = slug;
        this.fieldType = fieldType;
    }

    static AField of(String slug, String fieldType) {
        return new AField(slug, fieldType);
    }

    /** One whose slug does not matter. */
    static AField of(String fieldType) {
        return of("field", fieldType);
    }

    AField named(String newName) {
        name = newName;
        return this;
    }

    AField required() {
        required = true;
        return this;
    }

    AField adminOnly() {
        adminOnly = true;
        return this;
    }

    AField externalId() {
        externalId = true;
        return this;
    }

    AField defaultsTo(Object value) {
        defaultValue = value;
        return this;
    }

    AField options(String... choices) {
        options = List.of(choices);
        return this;
    }

    AField rule(String rule, @Nullable Object value) {
        rules.put(rule, value);
        return this;
    }

    AField since(long version) {
        since = version;
        return this;
    }

    FieldDefinition definition() {
        return new FieldDefinition(
                name, slug, fieldType, required, false, adminOnly, externalId, defaultValue, options, rules, since);
    }

    @Override
    public String toString() {
        return fieldType + (rules.isEmpty() ? "" : " " + rules) + (options.isEmpty() ? "" : " " + options);
    }
}
