package io.datarecords.edge;

/** What a client sent is not the JSON that is expected. */
public final class MalformedJson extends RuntimeException {

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
