package io.datarecords.query.record;

import io.datarecords.api.datatype.Operator;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Conditions on one value, as SQL. */
final class Comparison {

    private Comparison() {}

    /** @param type of the value, in PostgreSQL's terms */
    static Sql of(Sql value, String type, ReadCondition condition) {
        var parameter = "?::" + type;
        return switch (condition.operator()) {
            case EQ -> compared(value, " = " + parameter, condition);
            case NE -> compared(value, " is distinct from " + parameter, condition);
            case GT -> compared(value, " > " + parameter, condition);
            case GTE -> compared(value, " >= " + parameter, condition);
            case LT -> compared(value, " < " + parameter, condition);
            case LTE -> compared(value, " <= " + parameter, condition);
            case IN -> in(value, type, condition.operands());
            case CONTAINS -> like(value, "%" + escaped(condition) + "%");
            case STARTS_WITH -> like(value, escaped(condition) + "%");
            case EXISTS -> value.copy().add(condition.operand().equals("true") ? " is not null" : " is null");
        };
    }

    private static Sql compared(Sql value, String comparison, ReadCondition condition) {
        return value.copy().add(comparison, condition.operand());
    }

    static Sql in(Sql value, String type, List<Object> operands) {
        var texts = operands.stream().map(Object::toString).toArray(String[]::new);
        return value.copy().add(" = any(?::text[]::" + type + "[])", (Object) texts);
    }

    private static Sql like(Sql value, String pattern) {
        return new Sql("lower(").add(value).add(" collate pg_c_utf8) like lower(? collate pg_c_utf8)", pattern);
    }

    private static String escaped(ReadCondition condition) {
        return condition
                .operand()
                .toString()
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }

    /**
     * Conditions on a column that has no more than microseconds. A nanosecond between two of them is past the one
     * before, and equal to none.
     */
    static Sql ofTimes(String column, ReadCondition condition) {
        boolean isBetween = condition.operands().stream().anyMatch(Comparison::isBetweenMicroseconds);
        var operands = condition.operator() == Operator.EXISTS
                ? condition.operands()
                : condition.operands().stream()
                        .filter(operand -> condition.operator() != Operator.IN || !isBetweenMicroseconds(operand))
                        .map(Comparison::timestamp)
                        .toList();
        var operator = isBetween ? rounded(condition.operator()) : condition.operator();
        if (isBetween && condition.operator() == Operator.EQ) {
            return new Sql("false");
        }
        if (isBetween && condition.operator() == Operator.NE) {
            return new Sql("true");
        }
        return of(new Sql(column), "timestamptz", new ReadCondition(condition.kind(), operator, operands));
    }

    private static Operator rounded(Operator operator) {
        return switch (operator) {
            case GTE -> Operator.GT;
            case LT -> Operator.LTE;
            default -> operator;
        };
    }

    private static boolean isBetweenMicroseconds(Object operand) {
        return operand.toString().contains(".") && !operand.toString().endsWith("000");
    }

    private static Object timestamp(Object operand) {
        return LocalDateTime.parse(operand.toString()).truncatedTo(ChronoUnit.MICROS) + "Z";
    }
}
