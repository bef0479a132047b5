package io.datarecords.command.publication;

import org.jspecify.annotations.Nullable;

/** The broker cannot be reached, or does not do what it is asked for. */
final class BrokerFailure extends RuntimeException {

    BrokerFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
