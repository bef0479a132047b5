package io.datarecords.api.datatype;

import io.datarecords.api.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes fields of what clients describe, and notes everything in it that makes no sense. */
final class Definitions {

    private final Place fields;

    Definitions(Violations violations) {
        this.fields = new Place("/fields", violations);
    }

    /** The fields that make sense, in order. */
    List<Field> read(List<FieldDefinition> definitions) {
        var read = new ArrayList<Field>();
        var slugs = new HashSet<String>();
        boolean hasExternalId = false;
        for (int i = 0; i < definitions.size(); i++) {
            var definition = named(definitions.get(i));
            refuseSecond(definition, slugs, hasExternalId, fields.at(i));
            hasExternalId |= definition.isExternalId();
            var field = new DefinitionReader(definition, fields.at(i)).read();
            if (field != null) {
                read.add(field);
            }
        }
        return read;
    }

    /** The same definition with the names by which it is told from others. */
    static FieldDefinition named(FieldDefinition definition) {
        return definition.named(
                definition.slug().isEmpty() ? Slugs.of(definition.name()) : definition.slug(),
                FieldTypes.canonical(definition.fieldType()));
    }

    private static void refuseSecond(
            FieldDefinition definition, Set<String> slugs, boolean hasExternalId, Place place) {
        if (!slugs.add(definition.slug())) {
            place.at("slug").refuse("duplicate", "must not be the slug of another field");
        }
        if (definition.isExternalId() && hasExternalId) {
            place.at("isExternalId").refuse("duplicate", "must be true of one field at most");
        }
    }

    /** Notes what a revision would change in a field that it keeps and that never changes. */
    void refuseChange(FieldDefinition before, FieldDefinition after, int index) {
        if (!before.fieldType().equals(after.fieldType())) {
            fields.at(index).at("fieldType").refuse("fixed", "must stay " + before.fieldType());
        }
        if (before.isExternalId() != after.isExternalId()) {
            fields.at(index).at("isExternalId").refuse("fixed", "must stay " + before.isExternalId());
        }
    }
}
