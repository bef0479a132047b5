package io.datarecords.api.datatype;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by {@link FieldKey}, in order. A null value clears its field. A value is a JSON value in Java's terms: String,
 * Long or another whole Number, BigDecimal, Boolean, List or Map.
 */
public record FieldValues(Map<String, @Nullable Object> byKey) {

    public static final FieldValues NONE = new FieldValues(Map.of());

    public FieldValues {
        byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    }

    public boolean isEmpty() {
        return byKey.isEmpty();
    }

    /** How much they take in memory, roughly, in characters. */
    public int size() {
        return JsonValues.size(byKey);
    }

    /** These values after {@code changes}; what they clear is gone. */
    public FieldValues with(FieldValues changes) {
        var merged = new LinkedHashMap<String, @Nullable Object>(byKey);
        changes.byKey.forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        return new FieldValues(merged);
    }

    /** Of these values, those that would change something in {@code current}. */
    public FieldValues differingFrom(FieldValues current) {
        var differing = new LinkedHashMap<String, @Nullable Object>(byKey);
        differing.entrySet().removeIf(change -> JsonValues.same(change.getValue(), current.byKey.get(change.getKey())));
        return new FieldValues(differing);
    }

    /** The values of a type's current fields by slug, in their order; slugs are unique among these. */
    public Map<String, Object> bySlug(List<FieldDefinition> current, boolean admin) {
        var values = new LinkedHashMap<String, Object>();
        for (var field : current) {
            var value = admin || !field.isAdminOnly() ? byKey.get(field.key().toString()) : null;
            if (value != null) {
                values.put(field.slug(), value);
            }
        }
        return values;
    }

    /**
     * The values of some fields by slug, as clients know them, in the order of the fields. Where a slug was removed and
     * added again, the later field's value is shown.
     */
    public Map<String, Object> bySlug(List<FieldKey> fields) {
        var latest = new LinkedHashMap<String, FieldKey>();
        for (var field : fields) {
            if (byKey.get(field.toString()) != null) {
                latest.merge(field.slug(), field, (a, b) -> a.since() > b.since() ? a : b);
            }
        }
        var values = new LinkedHashMap<String, Object>();
        latest.forEach((slug, field) -> {
            var value = byKey.get(field.toString());
            if (value != null) {
                values.put(slug, value);
            }
        });
        return values;
    }
}
