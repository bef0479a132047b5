package io.datarecords.eventlog;

import io.datarecords.api.Unavailable;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.eventlog.Batch.Committed;
import io.datarecords.eventlog.Batch.ExternalId;
import io.datarecords.eventlog.Batch.Numbered;
import io.datarecords.eventlog.Batch.SoleRecord;
import io.datarecords.eventlog.Batch.TypeRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the log. Every append locks the head row first, so that positions follow the order of commits and what is
 * checked under the lock stays true until the commit.
 */
final class Appender {

    /** How long a COMMIT whose answer was lost is looked after before its outcome is called unknown. */
    private static final Duration RESOLVE_WITHIN = Duration.ofSeconds(5);

    // A node that stalls while it holds the head row must let go of it: the server ends its transaction.
    private static final String LOCK_HEAD = """
            select set_config('transaction_timeout', '5s', true),
                   set_config('idle_in_transaction_session_timeout', '2s', true),
                   position, greatest(clock_timestamp(), time) as time
            from log.head for update""";

    private static final String COMMITTED = """
            select coalesce((select max(e.sequence) from log.event e where e.aggregate = a.aggregate), -1) as last_sequence,
                   exists (select from log.external_id x
                           where x.data_type = a.data_type and x.external_id = a.external_id) as external_id_taken,
                   exists (select from log.sole_record s
                           where s.data_type = a.data_type and s.member = a.member) as sole_record_taken,
                   exists (select from log.data_type_head o
                           where o.workspace = a.workspace and o.slug = a.slug and not o.deleted) as slug_taken,
                   h.*
            from unnest(?, ?, ?, ?, ?, ?) with ordinality
                     as a(aggregate, data_type, external_id, member, workspace, slug, place)
            left join log.data_type_head h on h.id = a.data_type
            order by a.place""";

    private static final String ERASE_EVENTS = """
            with erased as (delete from log.event where aggregate = any (?) returning aggregate)
            select aggregate, count(*) from erased group by aggregate""";

    private static final String ERASE_SNAPSHOTS = "delete from log.snapshot where aggregate = any (?)";
    private static final String ERASE_EXTERNAL_IDS = "delete from log.external_id where record = any (?)";
    private static final String ERASE_SOLE_RECORDS = "delete from log.sole_record where record = any (?)";

    private static final String INSERT_EVENTS = """
            insert into log.event
                (position, event_id, workspace, kind, aggregate, sequence, type, revision, time, payload, metadata)
            select position, event_id, workspace, kind, aggregate, sequence, type, revision, time::timestamptz,
                   payload::jsonb, metadata::jsonb
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as e(position, event_id, workspace, kind, aggregate, sequence, type, revision, time, payload, metadata)""";

    private static final String PUT_TYPES = """
            insert into log.data_type_head
                (id, workspace, slug, version, is_collection, archived, deleted, live_records, last_position)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update
            set version = excluded.version, archived = excluded.archived, deleted = excluded.deleted,
                live_records = excluded.live_records, last_position = excluded.last_position""";

    private static final String INSERT_EXTERNAL_IDS =
            "insert into log.external_id (data_type, external_id, record) select * from unnest(?, ?, ?)";

    private static final String INSERT_SOLE_RECORDS =
            "insert into log.sole_record (data_type, member, record) select * from unnest(?, ?, ?)";

    private static final String MOVE_HEAD = "update log.head set position = ?, time = ?";

    private static final String APPENDED = """
            select count(*) from log.event e
            join unnest(?, ?, ?) as b(aggregate, sequence, event_id) using (aggregate, sequence, event_id)""";

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
        var batch = lockHead(connection);
        var committed = committed(connection, appends);
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < appends.size(); i++) {
            outcomes.add(batch.judge(appends.get(i), committed.get(i)));
        }
        if (!batch.winners().isEmpty()) {
            var erased = erase(connection, batch.deletedRecords());
            insert(connection, batch);
            outcomes.replaceAll(outcome -> withErased(outcome, batch, erased));
        }
        return outcomes;
    }

    private static Batch lockHead(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK_HEAD);
                var row = statement.executeQuery()) {
            row.next();
            return new Batch(
                    row.getLong("position"),
                    row.getObject("time", OffsetDateTime.class).toInstant());
        }
    }

    private static List<Committed> committed(Connection connection, List<Append> appends) throws SQLException {
        try (var statement = Sql.prepare(
                        connection,
                        COMMITTED,
                        column(appends, append -> append.aggregate().id(), Long[]::new),
                        column(appends, append -> append.event().dataTypeId(), Long[]::new),
                        column(appends, Appender::externalId, String[]::new),
                        column(appends, Appender::owner, Long[]::new),
                        column(appends, append -> append.event().workspace(), UUID[]::new),
                        column(appends, Appender::slug, String[]::new));
                var rows = statement.executeQuery()) {
            var committed = new ArrayList<Committed>();
            while (rows.next()) {
                committed.add(new Committed(
                        rows.getLong("last_sequence"),
                        typeRow(rows),
                        rows.getBoolean("external_id_taken"),
                        rows.getBoolean("sole_record_taken"),
                        rows.getBoolean("slug_taken")));
            }
            return committed;
        }
    }

    private static @Nullable TypeRow typeRow(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        return row.wasNull()
                ? null
                : new TypeRow(
                        id,
                        row.getObject("workspace", UUID.class),
                        row.getString("slug"),
                        row.getLong("version"),
                        row.getBoolean("is_collection"),
                        row.getBoolean("archived"),
                        row.getBoolean("deleted"),
                        row.getLong("live_records"),
                        row.getLong("last_position"));
    }

    private static @Nullable String externalId(Append append) {
        return append.event() instanceof RecordCreated created ? created.externalId() : null;
    }

    private static @Nullable Long owner(Append append) {
        return append.event() instanceof RecordCreated created ? created.memberId() : null;
    }

    private static @Nullable String slug(Append append) {
        return append.event() instanceof DataTypeDefined defined ? defined.slug() : null;
    }

    /** The events go first, so that whoever stores a snapshot meanwhile finds what it rests on gone. */
    private static Map<Long, Long> erase(Connection connection, List<Long> records) throws SQLException {
        if (records.isEmpty()) {
            return Map.of();
        }
        var ids = records.toArray(Long[]::new);
        var erased = new HashMap<Long, Long>();
        try (var statement = Sql.prepare(connection, ERASE_EVENTS, ids);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                erased.put(rows.getLong(1), rows.getLong(2));
            }
        }
        Sql.execute(connection, ERASE_SNAPSHOTS, ids);
        Sql.execute(connection, ERASE_EXTERNAL_IDS, ids);
        Sql.execute(connection, ERASE_SOLE_RECORDS, ids);
        return erased;
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

    private static void insert(Connection connection, Batch batch) throws SQLException {
        insertEvents(connection, batch.winners(), batch.time());
        putTypes(connection, batch.types());
        insertExternalIds(connection, batch.externalIds());
        insertSoleRecords(connection, batch.soleRecords());
        moveHead(connection, batch);
    }

    private static void moveHead(Connection connection, Batch batch) throws SQLException {
        try (var statement = connection.prepareStatement(MOVE_HEAD)) {
            statement.setLong(1, batch.position());
            statement.setObject(2, batch.time().atOffset(ZoneOffset.UTC));
            statement.execute();
        }
    }

    private static void insertEvents(Connection connection, List<Numbered> winners, Instant time) throws SQLException {
        Sql.execute(
                connection,
                INSERT_EVENTS,
                column(winners, Numbered::position, Long[]::new),
                column(winners, winner -> winner.append().eventId(), UUID[]::new),
                column(winners, winner -> winner.aggregate().workspace(), UUID[]::new),
                column(winners, winner -> winner.aggregate().kind(), String[]::new),
                column(winners, winner -> winner.aggregate().id(), Long[]::new),
                column(winners, winner -> winner.append().sequence(), Long[]::new),
                column(winners, winner -> EventCodec.nameOf(winner.append().event()), String[]::new),
                column(winners, _ -> (long) EventCodec.REVISION, Long[]::new),
                column(winners, _ -> time.toString(), String[]::new),
                column(winners, winner -> EventCodec.payload(winner.append().event()), String[]::new),
                column(winners, winner -> EventCodec.metadata(winner.append().metadata()), String[]::new));
    }

    private static void putTypes(Connection connection, Collection<TypeRow> types) throws SQLException {
        Sql.execute(
                connection,
                PUT_TYPES,
                column(types, TypeRow::id, Long[]::new),
                column(types, TypeRow::workspace, UUID[]::new),
                column(types, TypeRow::slug, String[]::new),
                column(types, TypeRow::version, Long[]::new),
                column(types, TypeRow::isCollection, Boolean[]::new),
                column(types, TypeRow::archived, Boolean[]::new),
                column(types, TypeRow::deleted, Boolean[]::new),
                column(types, TypeRow::liveRecords, Long[]::new),
                column(types, TypeRow::lastPosition, Long[]::new));
    }

    private static void insertExternalIds(Connection connection, Collection<ExternalId> ids) throws SQLException {
        if (!ids.isEmpty()) {
            Sql.execute(
                    connection,
                    INSERT_EXTERNAL_IDS,
                    column(ids, ExternalId::dataType, Long[]::new),
                    column(ids, ExternalId::externalId, String[]::new),
                    column(ids, ExternalId::record, Long[]::new));
        }
    }

    private static void insertSoleRecords(Connection connection, Collection<SoleRecord> soles) throws SQLException {
        if (!soles.isEmpty()) {
            Sql.execute(
                    connection,
                    INSERT_SOLE_RECORDS,
                    column(soles, SoleRecord::dataType, Long[]::new),
                    column(soles, SoleRecord::member, Long[]::new),
                    column(soles, SoleRecord::record, Long[]::new));
        }
    }

    private static <S, T> @Nullable T[] column(
            Collection<S> rows, Function<S, ? extends @Nullable T> value, IntFunction<@Nullable T[]> array) {
        return rows.stream().map(value).toArray(array);
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
            lockHead(connection);
            try (var statement = Sql.prepare(
                            connection,
                            APPENDED,
                            column(appends, append -> append.aggregate().id(), Long[]::new),
                            column(appends, Append::sequence, Long[]::new),
                            column(appends, Append::eventId, UUID[]::new));
                    var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) > 0;
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
