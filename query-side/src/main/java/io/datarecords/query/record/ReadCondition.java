package io.datarecords.query.record;

import io.datarecords.api.Violations;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldKind;
import io.datarecords.api.datatype.Operands;
import io.datarecords.api.datatype.Operator;
import io.datarecords.api.record.RecordCondition;
import io.datarecords.api.record.RecordProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition whose operands make sense.
 *
 * @param operands BigDecimals where the kind is numeric, "true" or "false" for {@link Operator#EXISTS}, else texts in
 *                 the one form that compares
 */
record ReadCondition(FieldKind kind, Operator operator, List<Object> operands) {

    /** Reads the operands; null for what is noted as wrong. */
    private interface Reader {
        @Nullable Object read(String text, String parameter, Violations violations);
    }

    /** @return null if it makes no sense, which is noted */
    static @Nullable ReadCondition of(RecordCondition condition, RecordProperty property, Violations violations) {
        return read(condition, property.kind(), property::operand, violations);
    }

    /** @return null if it makes no sense, which is noted */
    static @Nullable ReadCondition of(RecordCondition condition, FieldDefinition field, Violations violations) {
        Reader reader = (text, parameter, noted) -> Operands.read(field.fieldType(), text, parameter, noted);
        return read(condition, FieldKind.of(field.fieldType()), reader, violations);
    }

    private static @Nullable ReadCondition read(
            RecordCondition condition, FieldKind kind, Reader reader, Violations violations) {
        if (!kind.has(condition.operator())) {
            violations.add(condition.parameter(), "operator", expected(condition, kind));
            return null;
        }
        boolean isFlag = condition.operator() == Operator.EXISTS;
        var operands = new ArrayList<Object>();
        for (var text : condition.operands()) {
            var operand = isFlag
                    ? Operands.read("boolean", text, condition.parameter(), violations)
                    : reader.read(text, condition.parameter(), violations);
            if (operand != null) {
                operands.add(operand);
            }
        }
        boolean isWhole = operands.size() == condition.operands().size();
        return isWhole ? new ReadCondition(kind, condition.operator(), operands) : null;
    }

    private static String expected(RecordCondition condition, FieldKind kind) {
        return kind.operators().isEmpty()
                ? condition.property() + " cannot be filtered by"
                : condition.property() + " takes the operators " + kind.operators();
    }

    /** As conditions that must all hold: what is repeated is said once more, save for what takes several operands. */
    List<ReadCondition> each() {
        return operator == Operator.IN || kind == FieldKind.CHOICES
                ? List.of(this)
                : operands.stream()
                        .map(operand -> new ReadCondition(kind, operator, List.of(operand)))
                        .toList();
    }

    Object operand() {
        return operands.getFirst();
    }
}
