package io.datarecords.query.record;

import io.datarecords.api.datatype.FieldKind;
import io.datarecords.api.datatype.Operator;
import io.datarecords.api.record.RecordProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of {@code view.record_view} a list shows, as SQL with bound parameters. What narrows a list down is asked of
 * the field index, as a join, so that the planner may begin with it; what does not (ne, and exists of a multi_select) is
 * asked of the record's row.
 */
final class RecordConditions {

    /** How much of a text the index is ordered by, in code points. */
    static final int ORDERED = 500;

    private static final Set<Operator> OF_VALUES = Set.of(Operator.EQ, Operator.IN, Operator.CONTAINS);

    private final Sql from;
    private final Sql where;
    private final Set<Integer> joined;
    private final long dataType;
    private boolean isRestricted;
    private @Nullable Sql matches;
    private boolean isMatchesAlone;

    /** @param onlyOwner the one member whose records may show, or null for everyone's */
    RecordConditions(long dataType, @Nullable Long onlyOwner) {
        this(dataType, new Sql("view.record_view r"), new Sql("r.data_type_id = ?", dataType), Set.of());
        if (onlyOwner != null) {
            and(new Sql("r.member_id = ?", onlyOwner));
        }
    }

    private RecordConditions(long dataType, Sql from, Sql where, Set<Integer> joined) {
        this.dataType = dataType;
        this.from = from;
        this.where = where;
        this.joined = new HashSet<>(joined);
    }

    /** The ids of the records that have the first value that is asked for of an indexed field, if one is asked for. */
    Optional<Sql> matches() {
        return Optional.ofNullable(matches).map(Sql::copy);
    }

    RecordConditions copy() {
        return new RecordConditions(dataType, from.copy(), where.copy(), joined);
    }

    /** Whether {@link #matches} are all there is to the list. */
    boolean isMatchesAlone() {
        return isMatchesAlone;
    }

    /** The same list, asked for by {@link #matches}. */
    RecordConditions narrowedTo(Long[] ids) {
        var narrowed = isMatchesAlone ? new RecordConditions(dataType, null) : copy();
        narrowed.and(new Sql("r.record_id = any(?::bigint[])", (Object) ids));
        return narrowed;
    }

    /** To be continued with what comes after conditions. */
    Sql select(Sql columns) {
        return new Sql("select ")
                .add(columns)
                .add(" from ")
                .add(from)
                .add(" where ")
                .add(where);
    }

    /** Joins the index rows of an indexed field, once. @return their alias */
    String join(StoredField field) {
        var alias = "f" + field.id();
        if (joined.add(field.id())) {
            from.add(" join view.field_index " + alias + " on " + alias + ".record_id = r.record_id");
            where.add(" and " + alias + ".field = ?", field.id());
        }
        return alias;
    }

    void and(Sql condition) {
        where.add(" and ").add(condition);
        isRestricted = true;
        isMatchesAlone = false;
    }

    /** Only records with these words. */
    void search(String tsquery) {
        from.add(" join view.record_words w on w.data_type_id = r.data_type_id and w.record_id = r.record_id");
        and(new Sql("w.words @@ ?::tsquery", tsquery));
    }

    void and(RecordProperty property, ReadCondition condition) {
        switch (property) {
            case ID -> and(Comparison.of(new Sql("r.record_id"), "bigint", condition));
            case MEMBER_ID -> and(Comparison.of(new Sql("r.member_id"), "bigint", condition));
            case EXTERNAL_ID -> and(Comparison.of(new Sql("r.external_id"), "text", condition));
            case CREATED_AT -> and(Comparison.ofTimes("r.created_at", condition));
            case UPDATED_AT -> and(Comparison.ofTimes("r.updated_at", condition));
        }
    }

    void and(StoredField field, ReadCondition condition) {
        boolean isOption = field.kind() == FieldKind.CHOICES;
        boolean isOfRow = condition.operator() == Operator.NE || (isOption && condition.operator() == Operator.EXISTS);
        if (field.isIndexed() && !isOfRow) {
            andIndexed(field, condition);
        } else if (!isOption || condition.operator() != Operator.CONTAINS) {
            and(Comparison.of(field.inRow(), field.kind().isNumeric() ? "numeric" : "text", condition));
        }
        if (isOption && condition.operator() == Operator.CONTAINS) {
            // The index finds the first option; a record has one row for each.
            condition.operands().stream()
                    .skip(field.isIndexed() ? 1 : 0)
                    .forEach(option -> and(field.inRow().add(" @> to_jsonb(?::text)", option)));
        }
    }

    private void andIndexed(StoredField field, ReadCondition condition) {
        var alias = join(field);
        if (field.kind().isNumeric()) {
            andMatches(field, condition, Comparison.of(new Sql(alias + ".num"), "numeric", condition));
            return;
        }
        var text = alias + ".txt";
        switch (condition.operator()) {
            // The index is of the beginnings; what they leave open, the whole text decides.
            case EQ -> andMatches(field, condition, beginnings(text, List.of(condition.operand())));
            case IN -> andMatches(field, condition, beginnings(text, condition.operands()));
            case GT, GTE, LT, LTE ->
                and(Comparison.of(new Sql("left(" + text + ", " + ORDERED + ")"), "text", condition));
            case CONTAINS -> {
                if (field.kind() == FieldKind.CHOICES) {
                    andMatches(field, condition, beginnings(text, List.of(condition.operand())));
                } else {
                    andPart(alias, condition);
                }
            }
            case STARTS_WITH -> andPart(alias, condition);
            case EXISTS, NE -> and(Comparison.of(new Sql(text), "text", condition));
        }
    }

    private void andPart(String alias, ReadCondition condition) {
        and(new Sql(alias + ".free and ").add(Comparison.of(new Sql(alias + ".txt"), "text", condition)));
    }

    private void andMatches(StoredField field, ReadCondition condition, Sql comparison) {
        boolean isFirst = !isRestricted;
        and(comparison);
        if (matches == null && OF_VALUES.contains(condition.operator())) {
            var alias = "f" + field.id();
            isMatchesAlone = isFirst;
            matches = new Sql("select " + alias + ".record_id from view.field_index " + alias + " where ")
                    .add(alias + ".field = ? and ", field.id())
                    .add(comparison)
                    // which the index has them in: whoever does not know the value might read the whole table otherwise
                    .add(" order by " + alias + ".record_id");
        }
    }

    private static Sql beginnings(String text, List<Object> operands) {
        var beginnings = operands.stream().map(RecordConditions::beginning).toArray(String[]::new);
        var indexed = new Sql("left(" + text + ", " + ORDERED + ")");
        var comparison = beginnings.length == 1
                ? indexed.add(" = ?::text", beginnings[0])
                : indexed.add(" = any(?::text[])", (Object) beginnings);
        return operands.stream().anyMatch(operand -> length(operand) >= ORDERED)
                ? comparison.add(" and ").add(Comparison.in(new Sql(text), "text", operands))
                : comparison;
    }

    private static int length(Object operand) {
        var text = (String) operand;
        return text.codePointCount(0, text.length());
    }

    private static String beginning(Object operand) {
        var text = (String) operand;
        return length(text) <= ORDERED ? text : text.substring(0, text.offsetByCodePoints(0, ORDERED));
    }
}
