package io.datarecords.api.datatype;

import java.util.Arrays;
import java.util.Optional;

/** How a list's condition compares a field's value with what the client gives. */
public enum Operator {
    EQ("eq"),
    /** Includes records without a value. */
    NE("ne"),
    GT("gt"),
    GTE("gte"),
    LT("lt"),
    LTE("lte"),
    /** Any of several values, each given by itself. */
    IN("in"),
    /** A part of a text, whatever its case; of a multi_select: has that option. */
    CONTAINS("contains"),
    /** The beginning of a text, whatever its case. */
    STARTS_WITH("startsWith"),
    /** Whether there is a value at all. */
    EXISTS("exists");

    private final String name;

    Operator(String name) {
        this.name = name;
    }

    /** The operator that the REST API calls so. */
    public static Optional<Operator> named(String name) {
        return Arrays.stream(values())
                .filter(operator -> operator.name.equals(name))
                .findFirst();
    }

    /** The name in the REST API. */
    @Override
    public String toString() {
        return name;
    }
}
