package io.datarecords.api.datatype;

import org.jspecify.annotations.Nullable;

/**
 * The id of a record. Whether there is one is not known here. Nor is whether there is such a data type, and nobody asks
 * when the field is defined: types may point to each other and to themselves, come in any order, and be deleted later. A
 * value is taken only if it is the id of a record that is there.
 *
 * @param dataType the slug of the data type that the record must be of; empty only in a definition that is refused
 */
record RecordType(String dataType) implements FieldType {

    static RecordType read(Rules rules) {
        rules.require("dataType", "must be the slug of the data type that the records are of");
        var slug = rules.read("dataType", RecordType::slug);
        return new RecordType(slug == null ? "" : slug);
    }

    private static @Nullable String slug(@Nullable Object sent, Place place) {
        var slug = Text.read(sent, place);
        return slug != null && Slugs.accepts(slug, place) ? slug : null;
    }

    @Override
    public @Nullable Long accept(Object sent, Place place) {
        return Ids.read(sent, place);
    }
}
