package io.datarecords.api.datatype;

import org.jspecify.annotations.Nullable;

/** Makes a field of one definition, or notes why it cannot. */
final class DefinitionReader {

    private static final Length NAME_LENGTH = new Length(0, 255);

    private final FieldDefinition definition;
    private final Place place;

    DefinitionReader(FieldDefinition definition, Place place) {
        this.definition = definition;
        this.place = place;
    }

    /** The field; null if its type is unknown. It may be used only if nothing was noted. */
    @Nullable Field read() {
        checkName();
        Slugs.accepts(definition.slug(), place.at("slug"));
        checkExternalId();
        var type = FieldTypes.read(definition, place);
        if (type == null) {
            return null;
        }
        checkOptions(type);
        return new Field(definition.withDefault(readDefault(type)), type);
    }

    private void checkName() {
        var name = definition.name();
        if (name.isBlank()) {
            place.at("name").refuse("required", "must not be blank");
        }
        NAME_LENGTH.takes(name, place.at("name"));
        Text.isWellFormed(name, place.at("name"));
    }

    private void checkExternalId() {
        if (!definition.isExternalId()) {
            return;
        }
        if (!definition.fieldType().equals("text")) {
            place.at("isExternalId").refuse("type", "must be false: only a text can be the external id");
        }
        if (!definition.required()) {
            place.at("required").refuse("required", "must be true of the external id");
        }
        if (definition.isAdminOnly()) {
            place.at("isAdminOnly").refuse("fixed", "must be false of the external id");
        }
    }

    private void checkOptions(FieldType type) {
        boolean isChoice = type instanceof SelectType || type instanceof MultiSelectType;
        if (!isChoice && !definition.options().isEmpty()) {
            place.at("options").refuse("unknown", "must be absent: only select and multi_select have options");
        }
    }

    private @Nullable Object readDefault(FieldType type) {
        var at = place.at("default");
        var sent = definition.defaultValue();
        if (sent == null) {
            if (definition.required() && definition.isAdminOnly()) {
                at.refuse("required", "must be there, since only admins could give the required value");
            }
            return null;
        }
        if (definition.isExternalId()) {
            at.refuse("unknown", "must be absent: every external id is different");
        }
        return type.accept(sent, at);
    }
}
