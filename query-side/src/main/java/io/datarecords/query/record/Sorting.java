package io.datarecords.query.record;

import io.datarecords.api.SortOrder;
import io.datarecords.api.record.RecordProperty;
import io.datarecords.api.record.RecordState;
import org.jspecify.annotations.Nullable;

/** How a list is sorted. Equals go by id in the same direction. */
sealed interface Sorting {

    SortOrder direction();

    /** Whether some records may have nothing to be sorted by; they come last. */
    boolean mayLackValues();

    /** Whether a row of a list in this order may have that key. */
    boolean takesKey(@Nullable String key);

    /** Whether a row of a list in this order may be there. */
    default boolean takes(Position position) {
        return position.isValued() ? takesKey(position.key()) : mayLackValues() && position.key() == null;
    }

    /**
     * The key of a row that has a value.
     *
     * @param sortKey the row's column of that name
     */
    @Nullable String keyOf(RecordState record, @Nullable String sortKey);

    /** The condition that there is, or is not, something to sort by. */
    void restrict(RecordConditions conditions, boolean isValued);

    /** What to sort by, or null for the id alone. */
    @Nullable Sql key(RecordConditions conditions);

    /** The key's type, in PostgreSQL's terms. */
    String type();

    /** The id by which equals go: of the table that the key is from. */
    String id();

    /**
     * The rows of one part of the list, those with or those without a value, in order.
     *
     * @param after the last row before them, or null to begin with the part's first
     */
    default Sql rows(String columns, RecordConditions list, boolean isValued, @Nullable Position after) {
        var conditions = list.copy();
        restrict(conditions, isValued);
        var key = isValued ? key(conditions) : null;
        var order = direction() == SortOrder.ASC ? " asc" : " desc";
        if (after != null) {
            conditions.and(after(key, after));
        }
        var shown = new Sql(columns)
                .add(", ")
                .add(key == null ? new Sql("null") : key)
                .add("::text as sort_key");
        var statement = conditions.select(shown).add(" order by ");
        if (key != null) {
            statement.add(key).add(order + ", ");
        }
        return statement.add(id() + order);
    }

    private Sql after(@Nullable Sql key, Position after) {
        var comparison = direction() == SortOrder.ASC ? " > " : " < ";
        if (key == null) {
            return new Sql(id() + comparison + "?", after.id());
        }
        return new Sql("(")
                .add(key)
                .add(
                        ", " + id() + ")" + comparison + "(?::" + type() + ", ?)",
                        String.valueOf(after.key()),
                        after.id());
    }

    /** By what every record has. */
    record ByProperty(RecordProperty property, SortOrder direction) implements Sorting {

        @Override
        public boolean mayLackValues() {
            return false;
        }

        @Override
        public boolean takesKey(@Nullable String key) {
            return property == RecordProperty.ID ? key == null : key != null && Position.isTime(key);
        }

        @Override
        public @Nullable String keyOf(RecordState record, @Nullable String sortKey) {
            return switch (property) {
                case CREATED_AT -> record.createdAt().toString();
                case UPDATED_AT -> record.updatedAt().toString();
                case ID, MEMBER_ID, EXTERNAL_ID -> null;
            };
        }

        @Override
        public void restrict(RecordConditions conditions, boolean isValued) {
            if (!isValued) {
                conditions.and(new Sql("false"));
            }
        }

        @Override
        public @Nullable Sql key(RecordConditions conditions) {
            return switch (property) {
                case CREATED_AT -> new Sql("r.created_at");
                case UPDATED_AT -> new Sql("r.updated_at");
                case ID, MEMBER_ID, EXTERNAL_ID -> null;
            };
        }

        @Override
        public String type() {
            return "timestamptz";
        }

        @Override
        public String id() {
            return "r.record_id";
        }
    }

    /** By a field's values; texts by their beginnings. */
    record ByField(StoredField field, SortOrder direction) implements Sorting {

        @Override
        public boolean mayLackValues() {
            return true;
        }

        @Override
        public boolean takesKey(@Nullable String key) {
            return key != null && (!field.kind().isNumeric() || Position.isNumber(key));
        }

        @Override
        public @Nullable String keyOf(RecordState record, @Nullable String sortKey) {
            return sortKey;
        }

        @Override
        public void restrict(RecordConditions conditions, boolean isValued) {
            if (!field.isIndexed()) {
                conditions.and(field.inRow().add(isValued ? " is not null" : " is null"));
                return;
            }
            var alias = conditions.join(field);
            var column = alias + (field.kind().isNumeric() ? ".num" : ".txt");
            var absent = "%s.txt is null and %s.num is null".formatted(alias, alias);
            conditions.and(new Sql(isValued ? column + " is not null" : absent));
        }

        @Override
        public Sql key(RecordConditions conditions) {
            var column = field.kind().isNumeric() ? ".num" : ".txt";
            var value = field.isIndexed() ? new Sql(conditions.join(field) + column) : field.inRow();
            return field.kind().isNumeric()
                    ? value
                    : new Sql("left(").add(value).add(", " + RecordConditions.ORDERED + ")");
        }

        @Override
        public String type() {
            return field.kind().isNumeric() ? "numeric" : "text";
        }

        @Override
        public String id() {
            return field.isIndexed() ? "f" + field.id() + ".record_id" : "r.record_id";
        }
    }
}
