package io.datarecords.api.access;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token allows. There are two families within which {@code admin} implies {@code write} implies {@code read}, and
 * one scope for whoever runs the service.
 */
public enum Scope {
    DATATYPES_READ("datatypes:read", null),
    DATATYPES_WRITE("datatypes:write", DATATYPES_READ),
    DATATYPES_ADMIN("datatypes:admin", DATATYPES_WRITE),
    RECORDS_READ("records:read", null),
    RECORDS_WRITE("records:write", RECORDS_READ),
    RECORDS_ADMIN("records:admin", RECORDS_WRITE),
    OPERATIONS_ADMIN("operations:admin", null);

    private final String name;
    private final @Nullable Scope next;

    Scope(String name, @Nullable Scope next) {
        this.name = name;
        this.next = next;
    }

    /** The scope of that name, or nothing for a name that is some other service's. */
    public static Optional<Scope> named(String name) {
        return Arrays.stream(values()).filter(scope -> scope.name.equals(name)).findFirst();
    }

    boolean implies(Scope other) {
        return this == other || (next != null && next.implies(other));
    }

    @Override
    public String toString() {
        return name;
    }
}
