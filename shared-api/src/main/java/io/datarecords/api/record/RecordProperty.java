package io.datarecords.api.record;

import io.datarecords.api.Violations;
import io.datarecords.api.datatype.FieldKind;
import io.datarecords.api.datatype.Operands;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every record has beside its fields, and lists may be filtered by. */
public enum RecordProperty {
    ID("id", "record"),
    MEMBER_ID("memberId", "member"),
    EXTERNAL_ID("externalId", "text"),
    CREATED_AT("createdAt", "datetime"),
    UPDATED_AT("updatedAt", "datetime");

    private static final long MAX_ID = (1L << 53) - 1;

    private final String name;
    private final String fieldType;

    RecordProperty(String name, String fieldType) {
        this.name = name;
        this.fieldType = fieldType;
    }

    /** The property that the REST API calls so. */
    public static Optional<RecordProperty> named(String name) {
        return Arrays.stream(values())
                .filter(property -> property.name.equals(name))
                .findFirst();
    }

    /** How it compares. */
    public FieldKind kind() {
        return FieldKind.of(fieldType);
    }

    /** Reads what it is compared with, as {@link Operands#read} does for a field. */
    public @Nullable Object operand(String text, String parameter, Violations violations) {
        return kind() == FieldKind.ID
                ? id(text, parameter, violations)
                : Operands.read(fieldType, text, parameter, violations);
    }

    private static @Nullable BigDecimal id(String text, String parameter, Violations violations) {
        boolean isId = !text.isEmpty()
                && text.length() <= Long.toString(MAX_ID).length()
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && (text.length() == 1 || text.charAt(0) != '0')
                && Long.parseLong(text) <= MAX_ID;
        if (!isId) {
            violations.add(parameter, "range", "must be a whole number from 0 to " + MAX_ID);
        }
        return isId ? new BigDecimal(text) : null;
    }

    /** Whether lists are sorted by it, too. */
    public boolean isSortable() {
        return this == ID || this == CREATED_AT || this == UPDATED_AT;
    }

    /** The name in the REST API. */
    @Override
    public String toString() {
        return name;
    }
}
