package io.datarecords.api.datatype;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What can be said of JSON values without knowing their field. */
final class JsonValues {

    private static final int ANY_VALUE = 32;

    private JsonValues() {}

    /** Whether two JSON values mean the same: numbers by value, so that 1.0 is 1.00, objects whatever their order. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return Decimals.exact(x).compareTo(Decimals.exact(y)) == 0;
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return sameList(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.keySet().equals(y.keySet()) && x.keySet().stream().allMatch(key -> same(x.get(key), y.get(key)));
        }
        return Objects.equals(a, b);
    }

    private static boolean sameList(List<?> x, List<?> y) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (!same(x.get(i), y.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether arrays and objects stand in each other more than {@code levels} deep. */
    static boolean isDeeperThan(int levels, @Nullable Object value) {
        if (!(value instanceof Collection<?> || value instanceof Map<?, ?>)) {
            return false;
        }
        return levels == 0 || parts(value).stream().anyMatch(part -> isDeeperThan(levels - 1, part));
    }

    /** Whether the test holds for every string, object key, number, boolean and null in the value. */
    static boolean allLeaves(@Nullable Object value, Predicate<@Nullable Object> test) {
        return switch (value) {
            case Map<?, ?> object ->
                object.keySet().stream().allMatch(test)
                        && object.values().stream().allMatch(part -> allLeaves(part, test));
            case List<?> array -> array.stream().allMatch(part -> allLeaves(part, test));
            case null, default -> test.test(value);
        };
    }

    /** Roughly, in characters: what a string takes, and a few dozen for everything else. */
    static int size(@Nullable Object value) {
        return switch (value) {
            case String text -> ANY_VALUE + text.length();
            case Map<?, ?> object ->
                object.keySet().stream().mapToInt(JsonValues::size).sum() + size(object.values());
            case Collection<?> parts ->
                ANY_VALUE + parts.stream().mapToInt(JsonValues::size).sum();
            case null, default -> ANY_VALUE;
        };
    }

    private static Collection<?> parts(Object value) {
        return value instanceof Map<?, ?> object ? object.values() : (Collection<?>) value;
    }
}
