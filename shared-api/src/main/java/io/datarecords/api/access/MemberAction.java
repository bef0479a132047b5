package io.datarecords.api.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member may do with the member's own records. */
public enum MemberAction {
    CREATE,
    READ,
    UPDATE,
    DELETE;

    /** The action of that name, as the REST API spells it. */
    public static Optional<MemberAction> named(String name) {
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
