package io.datarecords.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of an append. Whoever sends a command puts a new one into its metadata under {@link #KEY}; the append
 * happens after the command's handler has returned, in the same thread, and stamps it.
 */
public final class Receipt {

    public static final String KEY = "receipt";

    private Outcome.@Nullable Appended appended;

    void stamp(Outcome.Appended outcome) {
        appended = outcome;
    }

    /** Whether anything was appended. */
    public boolean isStamped() {
        return appended != null;
    }

    /** @throws IllegalStateException if nothing was appended */
    public Instant time() {
        return required().time();
    }

    /**
     * How many events the append erased.
     *
     * @throws IllegalStateException if nothing was appended
     */
    public long erasedEvents() {
        return required().erasedEvents();
    }

    private Outcome.Appended required() {
        if (appended == null) {
            throw new IllegalStateException("nothing was appended");
        }
        return appended;
    }
}
