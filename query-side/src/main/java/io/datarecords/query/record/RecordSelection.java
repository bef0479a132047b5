package io.datarecords.query.record;

import io.datarecords.api.Rejected;
import io.datarecords.api.Violations;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldKind;
import io.datarecords.api.record.RecordCondition;
import io.datarecords.api.record.RecordOrder;
import io.datarecords.api.record.RecordProperty;
import io.datarecords.query.record.FieldReadings.Known;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Understands a list's filter and order under its data type, and notes whatever makes no sense there. A field that the
 * caller does not see is as unknown as one that is not there.
 */
final class RecordSelection {

    private static final int MOST_WORDS = 32;
    private static final int MOST_SEARCHED = 300;

    /** A longer word is in no text's words. */
    private static final int LONGEST_WORD = 1_980;

    private final DataTypeState type;
    private final boolean admin;
    private final Known known;
    private final RecordConditions conditions;
    private final Violations violations = new Violations();

    /**
     * @param onlyOwner the one member whose records may show, or null for everyone's
     * @param asOf      the instant whose records are meant, or null for now
     */
    RecordSelection(DataTypeState type, boolean admin, Known known, @Nullable Long onlyOwner, @Nullable Instant asOf) {
        this.type = type;
        this.admin = admin;
        this.known = known;
        this.conditions = asOf == null
                ? new RecordConditions(type.id(), onlyOwner)
                : RecordConditions.asOf(type.id(), onlyOwner, asOf);
    }

    /**
     * What has been understood.
     *
     * @throws Rejected if something has not
     */
    RecordConditions conditions() {
        violations.reject();
        return conditions;
    }

    void filter(List<RecordCondition> filter) {
        for (var condition : filter) {
            var property = RecordProperty.named(condition.property());
            if (property.isPresent()) {
                filter(condition, property.get());
            } else {
                field(condition.property(), condition.parameter()).ifPresent(field -> filter(condition, field));
            }
        }
    }

    private void filter(RecordCondition condition, RecordProperty property) {
        var read = ReadCondition.of(condition, property, violations);
        if (read != null) {
            read.each().forEach(each -> conditions.and(property, each));
        }
    }

    private void filter(RecordCondition condition, FieldDefinition field) {
        var read = ReadCondition.of(condition, field, violations);
        if (read != null) {
            read.each().forEach(each -> conditions.and(known.field(field), each));
        }
    }

    private Optional<FieldDefinition> field(String slug, String parameter) {
        var field = type.field(slug).filter(found -> admin || !found.isAdminOnly());
        if (field.isEmpty()) {
            violations.add(parameter, "unknown", "is neither a parameter nor a field of this data type");
        }
        return field;
    }

    Sorting order(RecordOrder order) {
        var none = new Sorting.ByProperty(RecordProperty.ID, order.direction());
        var property = RecordProperty.named(order.by()).filter(RecordProperty::isSortable);
        if (property.isPresent()) {
            return new Sorting.ByProperty(property.get(), order.direction());
        }
        var field = type.field(order.by()).filter(found -> admin || !found.isAdminOnly());
        if (field.isEmpty() || !FieldKind.of(field.get().fieldType()).isScalar()) {
            violations.add("sortBy", "choice", "must be createdAt, updatedAt, id or a field with one value");
            return none;
        }
        var stored = known.field(field.get());
        return new Sorting.ByField(conditions.isOfPast() ? stored.unindexed() : stored, order.direction());
    }

    /** @param words of the search text, as the text's configuration parts them; without one, nothing is found */
    void search(String text, List<String> words) {
        if (text.isBlank()) {
            violations.add("search", "required", "must not be empty");
        }
        if (words.size() > MOST_WORDS || text.length() > MOST_SEARCHED) {
            violations.add(
                    "search", "max", "must have at most " + MOST_WORDS + " words and " + MOST_SEARCHED + " characters");
        }
        if (violations.isEmpty()) {
            var fields = searched();
            boolean isHopeless =
                    fields.isEmpty() || words.isEmpty() || words.stream().anyMatch(RecordSelection::isTooLong);
            if (isHopeless) {
                conditions.and(new Sql("false"));
            } else {
                conditions.search(
                        words.stream().map(word -> inAnyOf(fields, word)).collect(Collectors.joining(" & ")));
            }
        }
    }

    private List<Integer> searched() {
        return type.fields().stream()
                .filter(field -> admin || !field.isAdminOnly())
                .map(known::field)
                .filter(field -> field.kind() == FieldKind.TEXT)
                .map(StoredField::id)
                .toList();
    }

    private static boolean isTooLong(String word) {
        return word.getBytes(StandardCharsets.UTF_8).length > LONGEST_WORD;
    }

    private static String inAnyOf(List<Integer> fields, String word) {
        var quoted = word.replace("\\", "\\\\").replace("'", "''");
        return fields.stream()
                .map(field -> "'" + field + "/" + quoted + "':*")
                .collect(Collectors.joining(" | ", "(", ")"));
    }
}
