package io.datarecords.api.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a grant allows a role to do with any record of a data type. */
public enum Action {
    LIST_ALL,
    CREATE,
    UPDATE,
    DELETE;

    /** The action of that name, as the REST API spells it. */
    public static Optional<Action> named(String name) {
        return Arrays.stream(values())
                .filter(action -> action.toString().equals(name))
                .findFirst();
    }

    /** The name in the REST API and in events. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
