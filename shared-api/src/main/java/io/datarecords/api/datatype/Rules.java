package io.datarecords.api.datatype;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a field by name and notes those that are not well formed, or that nobody asked for. */
final class Rules {

    private final Map<String, @Nullable Object> given;
    private final Place place;
    private final Set<String> known = new HashSet<>();

    Rules(Map<String, @Nullable Object> given, Place place) {
        this.given = given;
        this.place = place;
    }

    /** Reads a JSON value, or notes why it cannot be read and gives null. */
    @FunctionalInterface
    interface Reader<T> {
        @Nullable T read(@Nullable Object sent, Place place);
    }

    /** The rule of that name; null if there is none or it cannot be read, which is noted. */
    <T> @Nullable T read(String name, Reader<T> reader) {
        known.add(name);
        return given.containsKey(name) ? reader.read(given.get(name), place.at(name)) : null;
    }

    /** The rule of that name as a whole number from 0 to {@code most}, or what holds when there is none. */
    int count(String name, int most, int otherwise) {
        var count = read(name, (sent, at) -> count(sent, most, at));
        return count == null ? otherwise : count;
    }

    private static @Nullable Integer count(@Nullable Object sent, int most, Place at) {
        var count = Decimals.whole(sent);
        if (count == null) {
            at.refuse("type", "must be a whole number");
        } else if (count < 0) {
            at.refuse("min", "must be at least 0");
        } else if (count > most) {
            at.refuse("max", "must be at most " + most);
        } else {
            return count.intValue();
        }
        return null;
    }

    /** Notes that there is no such rule, if there is none. */
    void require(String name, String message) {
        if (!given.containsKey(name)) {
            refuse(name, "required", message);
        }
    }

    /** Notes that a rule contradicts another. */
    void refuse(String name, String code, String message) {
        place.at(name).refuse(code, message);
    }

    /** Notes every rule that was given and not read. */
    void refuseOthers() {
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> refuse(name, "unknown", "is no rule of this field type"));
    }
}
