package io.datarecords.edge;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection;
import io.datarecords.api.Texts;
import io.datarecords.api.Violations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that a client sent, read property by property. What has the wrong shape is noted and read as null; what
 * is absent, or null, is null too. {@link #finish} tells the client of everything at once, and also of every property
 * that nobody asked for: so call it after the last read, and before anything read is used.
 */
public final class JsonBody {

    private final String pointer;
    private final Map<String, @Nullable Object> properties;
    private final Violations violations;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<JsonBody> nested = new ArrayList<>();

    public JsonBody(Map<String, @Nullable Object> properties) {
        this("", properties, new Violations());
    }

    private JsonBody(String pointer, Map<String, @Nullable Object> properties, Violations violations) {
        this.pointer = pointer;
        this.properties = properties;
        this.violations = violations;
    }

    /** Everything that was sent, as it was sent. */
    public Map<String, @Nullable Object> whole() {
        return Collections.unmodifiableMap(properties);
    }

    /** Whether the property is there, be it null. */
    public boolean has(String name) {
        known.add(name);
        return properties.containsKey(name);
    }

    /** A text without NUL and lone surrogates, of any length. */
    public @Nullable String text(String name) {
        String text = read(name, String.class, "must be a text");
        if (text != null && !Texts.isWellFormed(text)) {
            violation(name, "text", "must not contain NUL or lone surrogates");
            return null;
        }
        return text;
    }

    /** As {@link #text}, but absent or null is a violation. Returns an empty text in place of what is wrong. */
    public String requiredText(String name) {
        String text = text(name);
        if (text == null && properties.get(name) == null) {
            violation(name, "required", "is required");
        }
        return Objects.requireNonNullElse(text, "");
    }

    /** A whole number from 1 to 2^53 - 1. */
    public @Nullable Long id(String name) {
        Number number = read(name, Number.class, WireIds.EXPECTED);
        if (number == null || (number instanceof Long id && WireIds.isGiven(id))) {
            return (Long) number;
        }
        violation(name, number instanceof Long ? "range" : "type", WireIds.EXPECTED);
        return null;
    }

    public @Nullable Boolean flag(String name) {
        return read(name, Boolean.class, "must be true or false");
    }

    /** Any JSON value as it was sent. */
    public @Nullable Object value(String name) {
        known.add(name);
        return properties.get(name);
    }

    /** An object whose properties are data, not names that are known here. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    public @Nullable Map<String, @Nullable Object> object(String name) {
        return read(name, Map.class, "must be an object");
    }

    /** A list of any JSON values. */
    @SuppressWarnings("unchecked") // every Java object may be an element
    public @Nullable List<@Nullable Object> list(String name) {
        return read(name, List.class, "must be a list");
    }

    /** A list of texts, each as {@link #text} demands. */
    public @Nullable List<String> texts(String name) {
        List<@Nullable Object> items = list(name);
        if (items == null) {
            return null;
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof String text && Texts.isWellFormed(text)) {
                texts.add(text);
            } else {
                violation(name + "/" + i, "type", "must be a text without NUL and lone surrogates");
            }
        }
        return texts;
    }

    /** An object to read property by property; its violations and unknown properties count as this one's. */
    public @Nullable JsonBody nested(String name) {
        Map<String, @Nullable Object> object = object(name);
        return object == null ? null : nested(escape(name), object);
    }

    /** A list of objects, each to read property by property. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    public @Nullable List<JsonBody> nestedList(String name) {
        List<@Nullable Object> items = list(name);
        if (items == null) {
            return null;
        }
        var objects = new ArrayList<JsonBody>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Map<?, ?> object) {
                objects.add(nested(name + "/" + i, (Map<String, @Nullable Object>) object));
            } else {
                violation(name + "/" + i, "type", "must be an object");
            }
        }
        return objects;
    }

    /** Notes a violation of the caller's own at a property. */
    public void violation(String name, String code, String message) {
        violations.add(pointer + "/" + name, code, message);
    }

    /**
     * Ends the reading.
     *
     * @throws Rejected with {@link Rejection.Invalid} for everything that was noted, and for unknown properties
     */
    public void finish() {
        noteUnknown();
        violations.reject();
    }

    private void noteUnknown() {
        var expected = String.join(", ", known);
        properties.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violation(escape(name), "unknown", "is not known here (known: " + expected + ")"));
        nested.forEach(JsonBody::noteUnknown);
    }

    private JsonBody nested(String path, Map<String, @Nullable Object> object) {
        var body = new JsonBody(pointer + "/" + path, object, violations);
        nested.add(body);
        return body;
    }

    private <T> @Nullable T read(String name, Class<T> type, String expected) {
        known.add(name);
        Object value = properties.get(name);
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        violation(name, "type", expected);
        return null;
    }

    /** RFC 6901, section 3. */
    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
