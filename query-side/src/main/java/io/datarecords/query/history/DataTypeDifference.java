package io.datarecords.query.history;

import io.datarecords.api.datatype.DataTypeChange.PropertyChange;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.datatype.DataTypeView;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells one version of a data type from the next, property by property. */
final class DataTypeDifference {

    private final @Nullable DataTypeState before;
    private final DataTypeState after;
    private final List<PropertyChange> changes = new ArrayList<>();

    private DataTypeDifference(@Nullable DataTypeState before, DataTypeState after) {
        this.before = before;
        this.after = after;
    }

    /** @param before none if the type was defined just then: all that it has is new */
    static List<PropertyChange> between(@Nullable DataTypeState before, DataTypeState after) {
        var difference = new DataTypeDifference(before, after);
        difference.compareAll();
        return difference.changes;
    }

    private void compareAll() {
        compare("name", DataTypeState::name);
        compare("slug", DataTypeState::slug);
        compare("description", DataTypeState::description);
        compare("isCollection", DataTypeState::isCollection);
        if (before != null) {
            note("archived", before.archived(), after.archived());
        }
        compareFields();
        compare("grants", type -> type.access().grants());
        compare("memberAccess", type -> type.access().memberAccess());
    }

    private void compare(String property, Function<DataTypeState, @Nullable Object> value) {
        note(property, before == null ? null : value.apply(before), value.apply(after));
    }

    private void note(String property, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changes.add(new PropertyChange(property, from, to));
        }
    }

    /** A field is told from others by its key: a slug that was removed and is added again is another field. */
    private void compareFields() {
        var old = byKey(before == null ? List.of() : before.fields());
        var now = byKey(after.fields());
        old.forEach((key, field) -> compare(field, now.get(key)));
        now.forEach((key, field) -> {
            if (!old.containsKey(key)) {
                compare(null, field);
            }
        });
        if (!keptOf(old, now).equals(keptOf(now, old))) {
            note("fields", slugs(old), slugs(now));
        }
    }

    private void compare(@Nullable FieldDefinition from, @Nullable FieldDefinition to) {
        if (from == null || to == null || !from.means(to)) {
            var slug = Objects.requireNonNull(from == null ? to : from).slug();
            changes.add(new PropertyChange("fields/" + slug, shown(from), shown(to)));
        }
    }

    private static @Nullable Map<String, @Nullable Object> shown(@Nullable FieldDefinition field) {
        return field == null ? null : DataTypeView.field(field);
    }

    private static Map<FieldKey, FieldDefinition> byKey(List<FieldDefinition> fields) {
        var byKey = new LinkedHashMap<FieldKey, FieldDefinition>();
        fields.forEach(field -> byKey.put(field.key(), field));
        return byKey;
    }

    private static List<FieldKey> keptOf(Map<FieldKey, FieldDefinition> some, Map<FieldKey, FieldDefinition> others) {
        return some.keySet().stream().filter(others::containsKey).toList();
    }

    private static List<String> slugs(Map<FieldKey, FieldDefinition> fields) {
        return fields.keySet().stream().map(FieldKey::slug).toList();
    }
}
