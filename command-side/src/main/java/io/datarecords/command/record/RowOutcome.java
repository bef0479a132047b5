package io.datarecords.command.record;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of one row of an import.
 *
 * @param id      of the record that was written
 * @param version of the record now
 * @param why     it was not done, or may not have been
 */
record RowOutcome(
        Status status,
        @Nullable Long id,
        @Nullable Long version,
        @Nullable RuntimeException why) {

    enum Status {
        CREATED,
        UPDATED,
        UNCHANGED,
        /** It would have been done, were this not a dry run. */
        VALID,
        REJECTED,
        /** It may or may not have been done. */
        FAILED,
        /** It was not tried. */
        SKIPPED;

        /** The name in the REST API. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RowOutcome of(Written written) {
        var status = written.created() ? Status.CREATED : written.appended() ? Status.UPDATED : Status.UNCHANGED;
        return new RowOutcome(status, written.record().id(), written.record().version(), null);
    }

    static RowOutcome valid() {
        return new RowOutcome(Status.VALID, null, null, null);
    }

    static RowOutcome rejected(RuntimeException why) {
        return new RowOutcome(Status.REJECTED, null, null, why);
    }

    static RowOutcome failed(RuntimeException why) {
        return new RowOutcome(Status.FAILED, null, null, why);
    }

    static RowOutcome skipped() {
        return new RowOutcome(Status.SKIPPED, null, null, null);
    }
}
