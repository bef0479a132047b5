package io.datarecords.query.deadletter;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Why an event could not be taken, told without any of its values: messages of exceptions quote them. */
final class Cause {

    /** SQLState classes (PostgreSQL manual, appendix A) of what has nothing to do with the event. */
    private static final Set<String> OF_THE_SERVER = Set.of("08", "25", "40", "53", "55", "57", "58", "XX");

    private Cause() {}

    /** What happened, or nothing if it may go otherwise the next time. */
    static Optional<String> of(RuntimeException failure) {
        boolean mayPass = failure instanceof TransientDataAccessException
                || failure instanceof CannotCreateTransactionException
                || chain(failure)
                        .filter(SQLException.class::isInstance)
                        .map(SQLException.class::cast)
                        .anyMatch(Cause::isOfTheServer);
        return mayPass ? Optional.empty() : Optional.of(told(failure));
    }

    private static boolean isOfTheServer(SQLException e) {
        var state = e.getSQLState();
        return state == null || OF_THE_SERVER.contains(state.substring(0, 2));
    }

    private static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }

    private static String told(RuntimeException failure) {
        var root = chain(failure).reduce((_, last) -> last).orElseThrow();
        return root.getClass().getSimpleName() + state(root) + place(root);
    }

    private static String state(Throwable root) {
        return root instanceof SQLException error ? " " + error.getSQLState() : "";
    }

    private static String place(Throwable root) {
        return Arrays.stream(root.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.datarecords."))
                .findFirst()
                .map(frame -> " in " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }
}
