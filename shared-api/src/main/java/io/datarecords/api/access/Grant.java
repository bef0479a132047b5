package io.datarecords.api.access;

import java.util.List;

/**
 * Lets everyone who has a role do some things with any record of a data type.
 *
 * @param role    not blank
 * @param actions distinct, in the order given
 */
public record Grant(String role, List<Action> actions) {

    public Grant {
        if (role.isBlank()) {
            throw new IllegalArgumentException("role: blank");
        }
        actions = actions.stream().distinct().toList();
    }
}
