package io.datarecords.eventlog;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.eventlog.Batch.Numbered;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What an append writes of the requests that are done with it; part of its transaction. */
final class RequestRows {

    private static final String BLANK = "update log.idempotency_key set hash = null where record = any (?)";

    // Those that this batch does anew were judged to be over.
    private static final String DELETE_OLD = """
            delete from log.idempotency_key k
            using unnest(?, ?, ?) as r(workspace, caller, key)
            where k.workspace = r.workspace and k.caller = decode(r.caller, 'hex') and k.key = r.key
            and k.time <= (select greatest(clock_timestamp(), time) - interval '24 hours' from log.head)""";

    // Whoever stored one of them outside of a batch meanwhile was first: the unique index says so.
    private static final String INSERT = """
            insert into log.idempotency_key
                (workspace, caller, key, hash, record, version, data_type_version, created, time)
            select workspace, decode(caller, 'hex'), key, decode(hash, 'hex'), record, version, data_type_version,
                   created, time::timestamptz
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                as r(workspace, caller, key, hash, record, version, data_type_version, created, time)""";

    private RequestRows() {}

    /** Nothing of what was asked outlives the record; that it was done does, for its day. */
    static void blank(Connection connection, Long[] records) throws SQLException {
        Sql.execute(connection, BLANK, records);
    }

    /** Written for the winners of a batch, when all of them are known to win. */
    static void insert(Connection connection, List<Numbered> done, Instant time) throws SQLException {
        if (done.isEmpty()) {
            return;
        }
        var requests = done.stream()
                .map(winner -> Objects.requireNonNull(winner.append().request()))
                .toList();
        var workspaces = LogTables.column(requests, RequestKey::workspace, UUID[]::new);
        var callers = LogTables.column(requests, RequestKey::caller, String[]::new);
        var keys = LogTables.column(requests, RequestKey::key, String[]::new);
        Sql.execute(connection, DELETE_OLD, workspaces, callers, keys);
        Sql.execute(
                connection,
                INSERT,
                workspaces,
                callers,
                keys,
                LogTables.column(requests, RequestKey::hash, String[]::new),
                LogTables.column(done, winner -> winner.aggregate().id(), Long[]::new),
                LogTables.column(done, winner -> winner.append().sequence() + 1, Long[]::new),
                LogTables.column(done, winner -> dataTypeVersion(winner.append().event()), Long[]::new),
                LogTables.column(done, winner -> winner.append().event() instanceof RecordCreated, Boolean[]::new),
                LogTables.column(done, _ -> time.toString(), String[]::new));
    }

    private static long dataTypeVersion(DomainEvent event) {
        return switch (event) {
            case RecordCreated created -> created.dataTypeVersion();
            case FieldsUpdated updated -> updated.dataTypeVersion();
            default -> throw new IllegalArgumentException("event: " + event + " (expected: one that sets values)");
        };
    }
}
