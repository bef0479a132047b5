package io.datarecords.eventlog.backup;

/** Nothing was done, because it would have harmed a log or brought erased values back. The message is for operators. */
public final class Refusal extends RuntimeException {

    Refusal(String message) {
        super(message, null, false, false);
    }
}
