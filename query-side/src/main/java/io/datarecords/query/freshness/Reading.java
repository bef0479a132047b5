package io.datarecords.query.freshness;

import io.datarecords.api.Consistency;
import java.util.function.Function;
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

    /** The same, with what is made of the answer. */
    <B> Reading<B> map(Function<A, B> map) {
        return new Reading<>(reached, needed, answer == null ? null : map.apply(answer));
    }

    /**
     * The same, with what is read on: only if this is fresh enough, since it may be read from other views the next time.
     *
     * @param position that must have been reached, or null for what was needed at this look
     */
    <B> Reading<B> ifSuffices(Consistency wanted, @Nullable Long position, Function<A, B> read) {
        return suffices(wanted, position == null ? needed : position)
                ? map(read)
                : new Reading<>(reached, needed, null);
    }

    boolean suffices(Consistency wanted, long position) {
        return reached >= position || (wanted == Consistency.EVENTUAL && answer != null);
    }
}
