package io.datarecords.eventlog.backup;

import io.datarecords.eventlog.LogSchema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Puts a log back as a backup has it, without the records that were erased since. All of it is one transaction: whoever
 * reads the log finds what was there before, or all of what is restored and nothing of what was erased.
 */
public final class Restore {

    private final DataSource database;
    private final Register register;
    private final Backup backup;
    private final Meter meter;

    public Restore(DataSource database, Backups backups, Backup backup, Meter meter) {
        this.database = database;
        this.register = backups.register();
        this.backup = backup;
        this.meter = meter;
    }

    /**
     * What came of it.
     *
     * @param events how many events are in the log again
     * @param erased how many records of the backup are not, because they were erased since
     * @param known  how far deletions are known; what was erased later is there again
     */
    public record Result(long events, long erased, Register.State known) {}

    /**
     * Restores into an empty log, or in place of the one that is there: then the deletions made in it are added to the
     * register first.
     *
     * @throws Refusal if that would lose a log, or bring erased values back
     */
    public Result run(boolean replace) throws SQLException, IOException {
        backup.requireWhole();
        register.requireOf(backup.manifest().log());
        new LogSchema(new OwnedLog(database), null).prepare(Duration.ZERO);
        requireReplaceable(replace);
        var known = register.state();
        requireRecent(known);
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var result = restore(connection, known);
            connection.commit();
            return result;
        }
    }

    /** What is there is only given up when its deletions are known. */
    private void requireReplaceable(boolean replace) throws SQLException, IOException {
        try (var connection = database.getConnection()) {
            RestoredTables.requireNobodyElse(connection);
            if (RestoredTables.isEmpty(connection)) {
                return;
            }
        }
        if (!replace) {
            throw new Refusal(
                    "this database has a log with events; say --replace to lose them for those of the backup");
        }
        register.update(database);
    }

    private void requireRecent(Register.State known) {
        if (known.position() < backup.manifest().erased()) {
            throw new Refusal("the register of deletions goes to position " + known.position() + " (expected: "
                    + backup.manifest().erased() + " or more): put the newest one beside the backup");
        }
    }

    private Result restore(Connection connection, Register.State known) throws SQLException, IOException {
        var manifest = backup.manifest();
        RestoredTables.lock(connection);
        RestoredTables.requireNoMoreThan(connection, known.position());
        RestoredTables.empty(connection);
        var erased = new HashSet<Long>();
        register.each(line -> erased.add(EventLines.about(line).aggregate()));
        var loading = new Loading(connection);
        long left = load(loading, erased);
        erase(loading, manifest.position());
        long events = loading.end() - RestoredTables.dropOrphans(connection, manifest.position());
        RestoredTables.derive(connection);
        RestoredTables.moveOn(connection, manifest, Math.max(manifest.goesOn(), known.position()));
        RestoredTables.forgetFollowers(connection);
        RestoredTables.requireNobodyElse(connection);
        return new Result(events, left, known);
    }

    /** No event of a record that was erased is even sent to the server, save the deletion itself. */
    private long load(Loading loading, Set<Long> erased) throws SQLException, IOException {
        var left = new HashSet<Long>();
        backup.each(line -> {
            var event = EventLines.about(line);
            if (event.isDeletion() || !erased.contains(event.aggregate())) {
                loading.add(line);
            } else {
                left.add(event.aggregate());
            }
            meter.at(event.position(), backup.manifest().position());
        });
        return left.size();
    }

    /** The deletions that are not in the backup. */
    private void erase(Loading loading, long after) throws SQLException, IOException {
        register.each(line -> {
            if (EventLines.about(line).position() > after) {
                loading.add(line);
            }
        });
    }
}
