package io.datarecords.eventlog;

import io.datarecords.api.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the log. Every append locks the head row first, so that positions follow the order of commits and what is
 * checked under the lock stays true until the commit.
 */
final class Appender {

    /** How long a COMMIT whose answer was lost is looked after before its outcome is called unknown. */
    private static final Duration RESOLVE_WITHIN = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Availability availability;

    Appender(DataSource dataSource, Availability availability) {
        this.dataSource = dataSource;
        this.availability = availability;
    }

    /**
     * Appends in one transaction, and answers for each in the same order. An append that loses fails alone.
     *
     * @throws Unavailable if the log could not be reached in time; whether anything was appended is then unknown
     */
    List<Outcome> append(List<Append> appends) {
        var outcomes = write(appends);
        if (outcomes.stream().anyMatch(Outcome.Appended.class::isInstance)) {
            availability.announce();
        }
        return outcomes;
    }

    @SuppressWarnings("resource") // closed by hand: once the commit is done, a failing close must not be heard
    private List<Outcome> write(List<Append> appends) {
        Connection connection = null;
        try {
            connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            var outcomes = write(connection, appends);
            return commit(connection, appends, outcomes);
        } catch (SQLException e) {
            return failed(appends, e);
        } finally {
            closeQuietly(connection);
        }
    }

    private List<Outcome> write(Connection connection, List<Append> appends) throws SQLException {
        var locked = LogTables.lockHead(connection, appends);
        var batch = locked.batch();
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < appends.size(); i++) {
            outcomes.add(batch.judge(appends.get(i), locked.committed().get(i)));
        }
        if (!batch.winners().isEmpty()) {
            var erased = LogTables.erase(connection, batch.deletedRecords());
            LogTables.insert(connection, batch);
            outcomes.replaceAll(outcome -> withErased(outcome, batch, erased));
        }
        return outcomes;
    }

    private static Outcome withErased(Outcome outcome, Batch batch, Map<Long, Long> erased) {
        if (!(outcome instanceof Outcome.Appended appended) || erased.isEmpty()) {
            return outcome;
        }
        return batch.winners().stream()
                .filter(winner -> winner.position() == appended.position())
                .map(winner -> erased.getOrDefault(winner.aggregate().id(), 0L))
                .<Outcome>map(count -> new Outcome.Appended(appended.position(), appended.time(), count))
                .findFirst()
                .orElse(outcome);
    }

    private List<Outcome> commit(Connection connection, List<Append> appends, List<Outcome> outcomes) {
        try {
            connection.commit();
            return outcomes;
        } catch (SQLException e) {
            return resolve(appends, outcomes, e);
        }
    }

    /**
     * The COMMIT was sent and its answer lost. Taking the head row waits until the server is done with that transaction,
     * so what is then found, or not found, is final.
     */
    private List<Outcome> resolve(List<Append> appends, List<Outcome> outcomes, SQLException lost) {
        long deadline = System.nanoTime() + RESOLVE_WITHIN.toNanos();
        while (true) {
            try {
                return wasAppended(appends) ? outcomes : conflicts(appends, "its transaction was rolled back");
            } catch (SQLException again) {
                lost.addSuppressed(again);
                if (System.nanoTime() > deadline) {
                    throw new Unavailable("The event log was lost during a commit.", lost);
                }
                Pause.of(Duration.ofMillis(100));
            }
        }
    }

    private boolean wasAppended(List<Append> appends) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                LogTables.lockHead(connection);
                return LogTables.isAnyThere(connection, appends);
            } finally {
                connection.rollback();
            }
        }
    }

    /** Before its COMMIT, nothing of a transaction remains. */
    private static List<Outcome> failed(List<Append> appends, SQLException e) {
        return switch (SqlStates.kind(e)) {
            case CONFLICT -> conflicts(appends, String.valueOf(e.getMessage()));
            case UNAVAILABLE -> throw new Unavailable("The event log cannot be reached.", e);
            case FAULT -> throw new IllegalStateException("the log refused an append", e);
        };
    }

    private static List<Outcome> conflicts(List<Append> appends, String reason) {
        return appends.stream().<Outcome>map(_ -> new Outcome.Conflict(reason)).toList();
    }

    private static void closeQuietly(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // the pool has already thrown the connection away
        }
    }
}
