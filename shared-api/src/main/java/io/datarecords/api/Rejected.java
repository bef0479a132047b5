package io.datarecords.api;

import java.util.List;

/** Carries a {@link Rejection} out to whoever answers the client. It is an answer, not a fault: it has no stack trace. */
public final class Rejected extends RuntimeException {

    private final transient Rejection rejection;

    public Rejected(Rejection rejection) {
        super(rejection.toString(), null, false, false);
        this.rejection = rejection;
    }

    /** A rejection for one violation. */
    public static Rejected invalid(String pointer, String code, String message) {
        return new Rejected(new Rejection.Invalid(List.of(new Violation(pointer, code, message))));
    }

    public Rejection rejection() {
        return rejection;
    }
}
