package io.datarecords.api.datatype;

import static io.datarecords.api.datatype.Operator.CONTAINS;
import static io.datarecords.api.datatype.Operator.EQ;
import static io.datarecords.api.datatype.Operator.EXISTS;
import static io.datarecords.api.datatype.Operator.GT;
import static io.datarecords.api.datatype.Operator.GTE;
import static io.datarecords.api.datatype.Operator.IN;
import static io.datarecords.api.datatype.Operator.LT;
import static io.datarecords.api.datatype.Operator.LTE;
import static io.datarecords.api.datatype.Operator.NE;
import static io.datarecords.api.datatype.Operator.STARTS_WITH;

import java.util.List;
import java.util.Locale;

/** How the values of a field compare: what lists may ask of it, and whether they may be sorted by it. */
public enum FieldKind {
    /** Any text. */
    TEXT(EQ, NE, IN, EXISTS, CONTAINS, STARTS_WITH),
    CHOICE(EQ, NE, IN, EXISTS),
    FLAG(EQ, NE, IN, EXISTS),
    NUMBER(EQ, NE, IN, EXISTS, GT, GTE, LT, LTE),
    /** Names a record or a member: a number, but neither large nor small. */
    ID(EQ, NE, IN, EXISTS),
    DATE(EQ, NE, IN, EXISTS, GT, GTE, LT, LTE),
    TIME(EQ, NE, IN, EXISTS, GT, GTE, LT, LTE),
    DATE_TIME(EQ, NE, IN, EXISTS, GT, GTE, LT, LTE),
    /** Several choices. */
    CHOICES(CONTAINS, EXISTS),
    /** Compares with nothing. */
    JSON;

    @SuppressWarnings("ImmutableEnumChecker") // such a list is immutable
    private final List<Operator> operators;

    FieldKind(Operator... operators) {
        this.operators = List.of(operators);
    }

    /** The kind of the values of a field type, by its name in the REST API. */
    public static FieldKind of(String fieldType) {
        return switch (FieldTypes.canonical(fieldType)) {
            case "text", "long_text", "email", "url", "phone" -> TEXT;
            case "select" -> CHOICE;
            case "boolean" -> FLAG;
            case "integer", "number" -> NUMBER;
            case "record", "member" -> ID;
            case "date" -> DATE;
            case "time" -> TIME;
            case "datetime" -> DATE_TIME;
            case "multi_select" -> CHOICES;
            default -> JSON;
        };
    }

    public List<Operator> operators() {
        return operators;
    }

    public boolean has(Operator operator) {
        return operators.contains(operator);
    }

    /** Whether a record has one value of this kind, with an order among others. */
    public boolean isScalar() {
        return has(EQ);
    }

    /** Whether values are kept and compared as numbers, and not as texts. */
    public boolean isNumeric() {
        return this == NUMBER || this == ID;
    }

    /** The name in the views' tables. */
    @Override
    public String toString() {
        return isNumeric() ? "number" : name().toLowerCase(Locale.ROOT);
    }
}
