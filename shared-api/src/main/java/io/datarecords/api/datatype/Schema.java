package io.datarecords.api.datatype;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection;
import io.datarecords.api.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a data type, checked. It decides which values a record may be given; whether a record that a value
 * points to exists, it cannot know.
 */
public final class Schema {

    /** How many arrays and objects may stand in each other in one value; what reads bodies takes a few more. */
    public static final int MAX_JSON_DEPTH = 96;

    private final List<Field> fields;
    private final Map<String, Field> bySlug;

    private Schema(List<Field> fields) {
        this.fields = List.copyOf(fields);
        this.bySlug = fields.stream().collect(Collectors.toUnmodifiableMap(Field::slug, Function.identity()));
    }

    /**
     * The schema that the definitions describe. An empty slug is made from the name.
     *
     * @throws Rejected with {@link Rejection.Invalid} and every violation, at {@code /fields/<index>/<property>}
     */
    public static Schema of(List<FieldDefinition> definitions) {
        var violations = new Violations();
        var fields = new Definitions(violations).read(definitions);
        violations.reject();
        return new Schema(fields);
    }

    /**
     * The definitions that a new data type starts with: at most 500 fields, whose patterns together take no more than a
     * second or so for one record.
     *
     * @throws Rejected as in {@link #of}, and if it is more than that
     */
    public static List<FieldDefinition> define(List<FieldDefinition> requested) {
        var violations = new Violations();
        return checked(requested, new Definitions(violations), violations);
    }

    private static List<FieldDefinition> checked(
            List<FieldDefinition> requested, Definitions definitions, Violations violations) {
        Limits.checkCount(requested, violations);
        var fields = definitions.read(requested);
        violations.reject();
        Limits.checkPatterns(fields, violations);
        violations.reject();
        return new Schema(fields).definitions();
    }

    /**
     * The definitions that a revision leads to, matched by slug. A field that is kept stays the field it was, whatever
     * else of it changes; every other one is new from {@code nextVersion} on. What is only spelt otherwise, as 1e2 for
     * 100, stays spelt as it is.
     *
     * @throws Rejected as in {@link #define}, and if a field that is kept would change its type or become or cease to be the
     *     external id
     */
    public static List<FieldDefinition> revise(
            List<FieldDefinition> current, List<FieldDefinition> requested, long nextVersion) {
        var kept = current.stream().collect(Collectors.toMap(FieldDefinition::slug, Function.identity()));
        var violations = new Violations();
        var definitions = new Definitions(violations);
        var dated = new ArrayList<FieldDefinition>();
        for (int i = 0; i < requested.size(); i++) {
            var after = Definitions.named(requested.get(i));
            var before = kept.get(after.slug());
            if (before != null) {
                definitions.refuseChange(before, after, i);
            }
            dated.add(after.since(before == null ? nextVersion : before.since()));
        }
        return checked(dated, definitions, violations).stream()
                .map(after -> unlessRespelt(kept.get(after.slug()), after))
                .toList();
    }

    private static FieldDefinition unlessRespelt(@Nullable FieldDefinition before, FieldDefinition after) {
        return before != null && before.means(after) ? before : after;
    }

    /** A valid slug made from a name: {@code blood_pressure} from "Blood pressure". */
    public static String slugOf(String name) {
        return Slugs.of(name);
    }

    /** Whether the text matches {@code ^[a-z][a-z0-9_]{0,62}$} and is none of the words that queries use. */
    public static boolean isSlug(String text) {
        return Slugs.isSlug(text);
    }

    /** Notes at {@code pointer} why the text is no slug, if it is none. */
    public static void checkSlug(String text, String pointer, Violations violations) {
        Slugs.accepts(text, new Place(pointer, violations));
    }

    /** What events keep: each definition with its slug, the one name of its type, and its default as it is kept. */
    public List<FieldDefinition> definitions() {
        return fields.stream().map(Field::definition).toList();
    }

    /**
     * The values of a new record, as they are kept. A field that is not named, or is named with null, has its default,
     * if there is one. What is wrong is noted at {@code /fieldValues/<slug>}; the result then has to be thrown away.
     *
     * @param sent  by slug
     * @param admin whether admin-only fields may be named; to anyone else they are unknown
     */
    public FieldValues forCreate(Map<String, @Nullable Object> sent, boolean admin, Violations violations) {
        var place = new Place("/fieldValues", violations);
        refuseUnknown(sent.keySet(), admin, place);
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var field : fields) {
            var named = field.isNamedBy(admin) ? sent.get(field.slug()) : null;
            var value = field.atCreation(named, place.at(field.slug()));
            if (value != null) {
                values.put(field.key(), value);
            }
        }
        return new FieldValues(values);
    }

    /**
     * What an update sets, as it is kept, with null for what it clears. Only the fields that are named are looked at.
     * What is wrong is noted as in {@link #forCreate}.
     *
     * @param current the record's values before
     */
    public FieldValues forUpdate(
            Map<String, @Nullable Object> sent, FieldValues current, boolean admin, Violations violations) {
        var place = new Place("/fieldValues", violations);
        refuseUnknown(sent.keySet(), admin, place);
        var changes = new LinkedHashMap<String, @Nullable Object>();
        for (var field : fields) {
            if (field.isNamedBy(admin) && sent.containsKey(field.slug())) {
                var before = current.byKey().get(field.key());
                changes.put(field.key(), field.atUpdate(sent.get(field.slug()), before, place.at(field.slug())));
            }
        }
        return new FieldValues(changes);
    }

    private void refuseUnknown(Set<String> slugs, boolean admin, Place place) {
        for (var slug : slugs) {
            var field = bySlug.get(slug);
            if (field == null || !field.isNamedBy(admin)) {
                place.at(slug).refuse("unknown", "is no field of this data type");
            }
        }
    }

    /** The value of the field that holds the records' external ids; null if the schema has no such field. */
    public @Nullable String externalId(FieldValues values) {
        return fields.stream()
                .filter(field -> field.definition().isExternalId())
                .map(field -> values.byKey().get(field.key()))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse(null);
    }

    /**
     * What the values of {@code record} fields point to, of those that a client named. A default is not the client's to
     * answer for: nobody is told of a field by its default's target.
     *
     * @param sent  by slug, as in {@link #forCreate}
     * @param admin whether admin-only fields may be named
     */
    public List<Reference> references(FieldValues values, Map<String, @Nullable Object> sent, boolean admin) {
        var references = new ArrayList<Reference>();
        for (var field : fields) {
            boolean named = field.isNamedBy(admin) && sent.containsKey(field.slug());
            if (named
                    && field.type() instanceof RecordType type
                    && values.byKey().get(field.key()) instanceof Number id) {
                references.add(new Reference(field.slug(), type.dataType(), id.longValue()));
            }
        }
        return references;
    }
}
