package io.datarecords.standalone;

import org.jspecify.annotations.Nullable;

/** Why the service does not start, said to whoever starts it. */
final class StartFailure extends RuntimeException {

    StartFailure(String message) {
        this(message, null);
    }

    StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
