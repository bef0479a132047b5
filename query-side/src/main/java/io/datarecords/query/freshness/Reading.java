package io.datarecords.query.freshness;

import io.datarecords.api.Consistency;
import org.jspecify.annotations.Nullable;

/**
 * What was read, and how fresh it is. All of it comes from one snapshot of the database.
 *
 * @param reached the position up to which the views have followed the log
 * @param needed  the position of the last event that the answer depends on
 * @param answer  null while the views have nothing to answer with
 */
public record Reading<A>(
        long reached, long needed, @Nullable A answer) {

    boolean suffices(Consistency wanted, long position) {
        return reached >= position || (wanted == Consistency.EVENTUAL && answer != null);
    }
}
