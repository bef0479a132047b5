package io.datarecords.api.datatype;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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

    /**
     * The values by slug, as clients know them. Where a slug was removed and added again, the later field's value is
     * shown.
     */
    public Map<String, Object> bySlug(Predicate<FieldKey> shown) {
        List<FieldKey> keys = new ArrayList<>();
        byKey.keySet().stream().map(FieldKey::parse).filter(shown).forEach(keys::add);
        keys.sort((a, b) -> Long.compare(a.since(), b.since()));
        var latest = new LinkedHashMap<String, FieldKey>();
        keys.forEach(key -> latest.put(key.slug(), key));
        var values = new LinkedHashMap<String, Object>();
        byKey.forEach((stored, value) -> {
            var key = FieldKey.parse(stored);
            if (value != null && key.equals(latest.get(key.slug()))) {
                values.put(key.slug(), value);
            }
        });
        return values;
    }
}
