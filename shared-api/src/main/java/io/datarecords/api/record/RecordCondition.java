package io.datarecords.api.record;

import io.datarecords.api.datatype.Operator;
import java.util.List;

/**
 * What must hold of a record for a list to show it.
 *
 * @param parameter as the client spelt it
 * @param property  one of {@link RecordProperty}, or the slug of a field
 * @param operands  as sent: one, or any number of them for {@link Operator#IN}
 */
public record RecordCondition(String parameter, String property, Operator operator, List<String> operands) {

    public RecordCondition {
        operands = List.copyOf(operands);
    }
}
