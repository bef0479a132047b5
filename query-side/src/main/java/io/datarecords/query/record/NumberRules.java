package io.datarecords.query.record;

import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldKey;
import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.query.export.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of a data type can be, by all rules that its fields have ever had: a value keeps to those alone of the
 * time when it was written.
 *
 * @param definitions of all fields, as often as they were defined
 */
record NumberRules(List<FieldDefinition> definitions) {

    private static final int MOST_DIGITS = 38;

    /** @param history of the data type */
    static NumberRules of(List<LoggedEvent> history) {
        return new NumberRules(history.stream()
                .flatMap(logged -> switch (logged.event()) {
                    case DataTypeDefined defined -> defined.fields().stream();
                    case DataTypeRevised revised -> revised.fields().stream();
                    default -> Stream.<FieldDefinition>empty();
                })
                .toList());
    }

    /** An exact type, if {@code min}, {@code max} and {@code scale} have always kept the field's values within one. */
    ColumnType columnType(FieldKey field) {
        int scale = 0;
        int whole = 0;
        for (var definition : definitions) {
            if (definition.key().equals(field)) {
                var min = number(definition, "min");
                var max = number(definition, "max");
                var places = number(definition, "scale");
                if (min == null || max == null || places == null) {
                    return ColumnType.Plain.APPROXIMATE;
                }
                scale = Math.max(scale, places.intValueExact());
                whole = Math.max(whole, Math.max(wholeDigits(min), wholeDigits(max)));
            }
        }
        return whole + scale > MOST_DIGITS ? ColumnType.Plain.APPROXIMATE : new ColumnType.Exact(scale);
    }

    private static @Nullable BigDecimal number(FieldDefinition definition, String rule) {
        var value = definition.rules().get(rule);
        return value == null ? null : new BigDecimal(value.toString());
    }

    private static int wholeDigits(BigDecimal bound) {
        return bound.precision() - bound.scale();
    }
}
