package io.datarecords.api;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with an input, so that the client is told everything at once. */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();

    /** Notes one more; see {@link Violation} for the parameters. */
    public void add(String pointer, String code, String message) {
        found.add(new Violation(pointer, code, message));
    }

    /** What has been noted so far. */
    public List<Violation> all() {
        return List.copyOf(found);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * Ends the look for violations.
     *
     * @throws Rejected with {@link Rejection.Invalid} if anything was noted
     */
    public void reject() {
        if (!found.isEmpty()) {
            throw new Rejected(new Rejection.Invalid(found));
        }
    }
}
