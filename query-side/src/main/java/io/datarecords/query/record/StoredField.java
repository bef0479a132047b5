package io.datarecords.query.record;

import io.datarecords.api.datatype.FieldKind;

/**
 * A field as the views keep its values.
 *
 * @param id        what stands for it in the index and in words
 * @param isIndexed whether the index has all of its values
 */
record StoredField(int id, String key, FieldKind kind, boolean isIndexed) {

    /** The same, for where the index does not help. */
    StoredField unindexed() {
        return new StoredField(id, key, kind, false);
    }

    /** The value in a record's row, in the form that compares. */
    Sql inRow() {
        return switch (kind) {
            case NUMBER, ID -> row("number_of");
            case FLAG -> row("flag_of").add(" collate \"C\"");
            case TIME -> row("time_of").add(" collate \"C\"");
            case DATE_TIME -> row("date_time_of").add(" collate \"C\"");
            case TEXT, CHOICE, DATE -> row("text_of").add(" collate \"C\"");
            case CHOICES, JSON -> new Sql("(r.field_values -> ?::text)", key);
        };
    }

    private Sql row(String function) {
        return new Sql(function + "(r.field_values -> ?::text)", key);
    }
}
