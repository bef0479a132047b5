package io.datarecords.edge;

/** A body that is no JSON object. */
final class MalformedJson extends RuntimeException {

    private final String reason;

    MalformedJson(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Why, for the client. */
    String reason() {
        return reason;
    }
}
