package io.datarecords.command.publication;

/** The broker cannot be reached, or does not do what it is asked for. The message says it all: there is no stack trace. */
final class BrokerFailure extends RuntimeException {

    private final transient Throwable reason;

    BrokerFailure(String message, Throwable reason) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** What the broker has answered, or why there is no answer. */
    Throwable reason() {
        return reason;
    }
}
