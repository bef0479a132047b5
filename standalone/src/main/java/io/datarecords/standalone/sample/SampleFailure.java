package io.datarecords.standalone.sample;

import org.jspecify.annotations.Nullable;

/** Why the sample data could not be loaded. What was loaded stays, and another try continues from there. */
public final class SampleFailure extends RuntimeException {

    SampleFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
