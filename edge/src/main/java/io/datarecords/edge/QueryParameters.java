package io.datarecords.edge;

import io.datarecords.api.Paging;
import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection;
import io.datarecords.api.Texts;
import io.datarecords.api.Violations;
import io.datarecords.api.datatype.Instants;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query string, read parameter by parameter. What is malformed, or given twice, is noted and read as null; what is
 * absent is null too. {@link #finish} tells the client of everything at once, and also of every parameter that nobody
 * asked for: so call it after the last read, and before anything read is used.
 *
 * <p>Where several names are taken, they are spellings of one parameter.
 */
public final class QueryParameters {

    private final Map<String, List<String>> values;
    private final Set<String> known = new LinkedHashSet<>();
    private final Violations violations = new Violations();

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    static QueryParameters of(HttpServletRequest request) {
        return new QueryParameters(QueryString.parse(request.getQueryString()));
    }

    /** Whether the parameter is there in any spelling. */
    public boolean has(String... names) {
        known.addAll(List.of(names));
        return Arrays.stream(names).anyMatch(values::containsKey);
    }

    /** A text without NUL and lone surrogates. */
    public @Nullable String text(String... names) {
        if (!has(names)) {
            return null;
        }
        List<String> given = Arrays.stream(names)
                .flatMap(name -> values.getOrDefault(name, List.of()).stream())
                .toList();
        if (given.size() > 1) {
            refuse(names, "repeated", "must be given once");
            return null;
        }
        if (!Texts.isWellFormed(given.getFirst())) {
            refuse(names, "text", "must not contain NUL or lone surrogates");
            return null;
        }
        return given.getFirst();
    }

    /** A whole number from 0 to 2^53 - 1. */
    public @Nullable Long id(String... names) {
        return within(0, WireIds.MAX, names);
    }

    /** {@code true} or {@code false}. */
    public @Nullable Boolean flag(String... names) {
        String text = text(names);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? null : Boolean.valueOf(text);
        }
        refuse(names, "type", "must be true or false");
        return null;
    }

    /** An RFC 3339 time with its offset, just as values of datetime fields are. */
    public @Nullable Instant instant(String... names) {
        String text = text(names);
        Instant instant = text == null ? null : Instants.parse(text).orElse(null);
        if (text != null && instant == null) {
            refuse(names, "type", "must be a date and time with offset like 2024-01-15T13:45:30Z");
        }
        return instant;
    }

    /** The constant whose {@code toString()} is the value. */
    public <E extends Enum<E>> @Nullable E oneOf(Class<E> type, String... names) {
        String text = text(names);
        var constants = List.of(Objects.requireNonNull(type.getEnumConstants()));
        if (text == null) {
            return null;
        }
        for (E constant : constants) {
            if (constant.toString().equals(text)) {
                return constant;
            }
        }
        var expected = constants.stream().map(Enum::toString).collect(Collectors.joining(", "));
        refuse(names, "choice", "must be one of: " + expected);
        return null;
    }

    /** Some of what is expected, repeated or with commas between them; nothing if the parameter is absent. */
    public Set<String> someOf(Set<String> expected, String name) {
        known.add(name);
        var given = values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!expected.containsAll(given)) {
            violation(name, "choice", "must be some of: " + String.join(", ", new TreeSet<>(expected)));
        }
        return given;
    }

    /**
     * Every parameter that has not been asked for yet, with its values in the order given: texts without NUL and lone
     * surrogates. All of them count as asked for from now on.
     */
    public Map<String, List<String>> others() {
        var others = new LinkedHashMap<>(values);
        others.keySet().removeAll(known);
        known.addAll(others.keySet());
        others.entrySet().removeIf(other -> !isWellFormed(other.getKey(), other.getValue()));
        return others;
    }

    private boolean isWellFormed(String name, List<String> given) {
        boolean wellFormed = given.stream().allMatch(Texts::isWellFormed);
        if (!wellFormed) {
            refuse(new String[] {name}, "text", "must not contain NUL or lone surrogates");
        }
        return wellFormed;
    }

    /** {@code page} and {@code pageSize} or {@code page_size}; never clamped. */
    public Paging paging() {
        Long page = within(1, Paging.MAX_PAGE, "page");
        Long size = within(1, Paging.MAX_PAGE_SIZE, "pageSize", "page_size");
        return new Paging(page == null ? 1 : page, size == null ? Paging.DEFAULT_PAGE_SIZE : Math.toIntExact(size));
    }

    /** Notes a violation of the caller's own. */
    public void violation(String name, String code, String message) {
        violations.add(name, code, message);
    }

    /**
     * Ends the reading.
     *
     * @throws Rejected with {@link Rejection.Invalid} for everything that was noted, and for unknown parameters
     */
    public void finish() {
        var expected = known.isEmpty() ? "none" : String.join(", ", known);
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violation(name, "unknown", "is not a parameter here (known: " + expected + ")"));
        violations.reject();
    }

    private @Nullable Long within(long min, long max, String... names) {
        String text = text(names);
        if (text == null) {
            return null;
        }
        var number = WireIds.parse(text);
        if (number.isPresent() && number.getAsLong() >= min && number.getAsLong() <= max) {
            return number.getAsLong();
        }
        refuse(names, "range", "must be a whole number from " + min + " to " + max);
        return null;
    }

    /** Notes a violation at the spelling that was given. */
    private void refuse(String[] names, String code, String message) {
        Arrays.stream(names).filter(values::containsKey).findFirst().ifPresent(name -> violation(name, code, message));
    }
}
