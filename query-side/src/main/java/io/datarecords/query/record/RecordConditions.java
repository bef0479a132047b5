package io.datarecords.query.record;

import io.datarecords.api.datatype.FieldKind;
import io.datarecords.api.datatype.Operator;
import io.datarecords.api.record.RecordProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of {@code record_view} a list shows, as SQL with bound parameters. What narrows a list down is asked of
 * the field index, as a join, so that the planner may begin with it; what does not (ne, and exists of a multi_select) is
 * asked of the record's row.
 */
final class RecordConditions {

    /** How much of a text the index is ordered by, in code points. */
    static final int ORDERED = 500;

    // A record as it stood then: its row, if that is old enough, else the version that came last by then.
    private static final String AS_OF = """
            record_view c
            cross join lateral (
                select c.data_type_id, c.record_id, c.workspace, c.member_id, c.external_id, c.assignment_task_id,
                       c.created_at, p.field_values, p.version, p.updated_at
                from (select c.field_values, c.version, c.updated_at where c.updated_at <= ?::timestamptz
                      union all
                      (select v.field_values, v.version, v.valid_from
                       from record_version v
                       where c.updated_at > ?::timestamptz and v.record_id = c.record_id and v.valid_to > ?::timestamptz
                       order by v.valid_to, v.version limit 1)) p
            ) r""";

    private static final Set<Operator> OF_VALUES = Set.of(Operator.EQ, Operator.IN, Operator.CONTAINS);

    private final Sql from;
    private final Sql where;
    private final Set<Integer> joined;
    private final long dataType;
    private final @Nullable Instant asOf;
    private boolean isRestricted;
    private @Nullable Sql matches;
    private boolean isMatchesAlone;

    /** @param onlyOwner the one member whose records may show, or null for everyone's */
    RecordConditions(long dataType, @Nullable Long onlyOwner) {
        this(dataType, null, new Sql("record_view r"), new Sql("r.data_type_id = ?", dataType), Set.of());
        own(onlyOwner);
    }

    private RecordConditions(long dataType, @Nullable Instant asOf, Sql from, Sql where, Set<Integer> joined) {
        this.dataType = dataType;
        this.asOf = asOf;
        this.from = from;
        this.where = where;
        this.joined = new HashSet<>(joined);
    }

    /** Of the records as they stood at an instant; none that has been deleted since. */
    static RecordConditions asOf(long dataType, @Nullable Long onlyOwner, Instant asOf) {
        var time = asOf.truncatedTo(ChronoUnit.MICROS);
        var from = new Sql(AS_OF, time.toString(), time.toString(), time.toString());
        var where = new Sql("c.data_type_id = ? and c.created_at <= ?::timestamptz", dataType, time.toString());
        var conditions = new RecordConditions(dataType, time, from, where, Set.of());
        conditions.own(onlyOwner);
        return conditions;
    }

    private void own(@Nullable Long onlyOwner) {
        if (onlyOwner != null) {
            and(new Sql("r.member_id = ?", onlyOwner));
        }
    }

    /** The ids of the records that have the first value that is asked for of an indexed field, if one is asked for. */
    Optional<Sql> matches() {
        return Optional.ofNullable(matches).map(Sql::copy);
    }

    RecordConditions copy() {
        return new RecordConditions(dataType, asOf, from.copy(), where.copy(), joined);
    }

    /** Whether the list is of a time before now. */
    boolean isOfPast() {
        return asOf != null;
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
            from.add(" join field_index " + alias + " on " + alias + ".record_id = r.record_id");
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
        from.add(" join record_words w on w.data_type_id = r.data_type_id and w.record_id = r.record_id");
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
        if (asOf == null && field.isIndexed() && !isOfRow) {
            andIndexed(field, condition);
        } else if (!isOption || condition.operator() != Operator.CONTAINS) {
            and(Comparison.of(field.inRow(), field.kind().isNumeric() ? "numeric" : "text", condition));
        }
        if (asOf != null && field.isIndexed() && matches == null) {
            matches = pastMatches(field, condition, asOf);
        }
        if (isOption && condition.operator() == Operator.CONTAINS) {
            // The index finds the first option; a record has one row for each.
            condition.operands().stream()
                    .skip(asOf == null && field.isIndexed() ? 1 : 0)
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
            matches = new Sql("select " + alias + ".record_id from field_index " + alias + " where ")
                    .add(alias + ".field = ? and ", field.id())
                    .add(comparison)
                    // which the index has them in: whoever does not know the value might read the whole table otherwise
                    .add(" order by " + alias + ".record_id");
        }
    }

    /** Those that had the value then, and some that have it only now; null if the indexes cannot tell. */
    private static @Nullable Sql pastMatches(StoredField field, ReadCondition condition, Instant asOf) {
        if (!isTold(field, condition)) {
            return null;
        }
        var comparison =
                field.kind().isNumeric() ? Comparison.of(new Sql("f.num"), "numeric", condition) : pastTexts(condition);
        return new Sql(
                        "select record_id from (select f.record_id from field_index f where f.field = ? and ",
                        field.id())
                .add(comparison)
                .add(" union all select f.record_id from field_past f where f.field = ? and ", field.id())
                .add(comparison)
                .add(
                        " and f.valid_from <= ?::timestamptz and f.valid_to > ?::timestamptz",
                        asOf.toString(),
                        asOf.toString())
                .add(") _");
    }

    private static boolean isTold(StoredField field, ReadCondition condition) {
        return switch (condition.operator()) {
            case EQ, IN, GT, GTE, LT, LTE -> true;
            case CONTAINS -> field.kind() == FieldKind.CHOICES;
            case NE, STARTS_WITH, EXISTS -> false;
        };
    }

    private static Sql pastTexts(ReadCondition condition) {
        return switch (condition.operator()) {
            case EQ, IN, CONTAINS -> beginnings("f.txt", condition.operands());
            case GT, GTE, LT, LTE, NE, STARTS_WITH, EXISTS ->
                Comparison.of(new Sql("left(f.txt, " + ORDERED + ")"), "text", condition);
        };
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
