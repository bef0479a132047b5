package io.datarecords.api.datatype;

import org.jspecify.annotations.Nullable;

/**
 * One field of a {@link Schema}: a definition that makes sense.
 *
 * @param definition with its slug, the canonical name of its type and its default as it is kept
 */
record Field(FieldDefinition definition, FieldType type) {

    String slug() {
        return definition.slug();
    }

    /** The key of its values, see {@link FieldKey}. */
    String key() {
        return definition.key().toString();
    }

    boolean isNamedBy(boolean admin) {
        return admin || !definition.isAdminOnly();
    }

    /**
     * The value that a new record starts with, which is the default where nothing was sent.
     *
     * @return null for none, or if what was sent is refused, which is noted
     */
    @Nullable Object atCreation(@Nullable Object sent, Place place) {
        if (sent != null) {
            return type.accept(sent, place);
        }
        if (definition.required() && definition.defaultValue() == null) {
            refuseAbsence(place);
        }
        return definition.defaultValue();
    }

    /**
     * The value that an update sets.
     *
     * @param current the value before, or null
     * @return null if the value is to be cleared, or if what was sent is refused, which is noted
     */
    @Nullable Object atUpdate(@Nullable Object sent, @Nullable Object current, Place place) {
        if (sent == null) {
            if (definition.required()) {
                refuseAbsence(place);
            }
            return null;
        }
        var value = type.accept(sent, place);
        if (value != null && definition.isExternalId() && !value.equals(current)) {
            place.refuse("fixed", "must stay as it was when the record was created");
            return null;
        }
        return value;
    }

    private static void refuseAbsence(Place place) {
        place.refuse("required", "must have a value");
    }
}
