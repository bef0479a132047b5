package io.datarecords.api.datatype;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.Invalid;
import io.datarecords.api.Violation;
import io.datarecords.api.Violations;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came of a check: values, or violations. */
record Outcome(FieldValues values, List<Violation> violations) {

    static Schema schema(AField... fields) {
        return Schema.of(Arrays.stream(fields).map(AField::definition).toList());
    }

    /** What comes of a check that notes what is wrong. */
    static Outcome of(Function<Violations, FieldValues> check) {
        var violations = new Violations();
        var values = check.apply(violations);
        return new Outcome(values, noted(violations::reject));
    }

    /** What comes of creating a record with this one value. */
    static Outcome of(AField field, Object sent) {
        var slug = field.definition().slug();
        return of(violations -> schema(field).forCreate(Map.of(slug, sent), true, violations));
    }

    /** The violations that an action is rejected with. */
    static List<Violation> noted(Runnable action) {
        try {
            action.run();
            return List.of();
        } catch (Rejected e) {
            return ((Invalid) e.rejection()).violations();
        }
    }

    /** A map that may have null values. */
    static Map<String, @Nullable Object> values(@Nullable Object... slugsAndValues) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < slugsAndValues.length; i += 2) {
            values.put((String) slugsAndValues[i], slugsAndValues[i + 1]);
        }
        return values;
    }

    void assertKept(Object value) {
        assertThat(violations).isEmpty();
        assertThat(values.byKey().values()).containsExactly(value);
    }

    void assertRefused(String... codes) {
        assertThat(violations).extracting(Violation::code).containsExactly(codes);
        assertThat(violations).allSatisfy(found -> assertThat(found.pointer()).startsWith("/fieldValues/field"));
    }
}
