package io.datarecords.eventlog;

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
import org.jspecify.annotations.Nullable;

/**
 * The statements of an append. Each takes a whole batch, and all of them run under the lock of the head row, in one
 * transaction.
 */
final class LogTables {

    // A node that stalls while it holds the head row must let go of it: the server ends its transaction.
    private static final String LOCK_HEAD = """
            select set_config('transaction_timeout', '5s', true),
                   set_config('idle_in_transaction_session_timeout', '2s', true),
                   greatest(position, skip_to) as position, greatest(clock_timestamp(), time) as time
            from log.head for update""";

    private static final String COMMITTED = """
            select coalesce((select max(e.sequence) from log.event e where e.aggregate = a.aggregate), -1) as last_sequence,
                   exists (select from log.external_id x
                           where x.data_type = a.data_type and x.external_id = a.external_id) as external_id_taken,
                   exists (select from log.sole_record s
                           where s.data_type = a.data_type and s.member = a.member) as sole_record_taken,
                   exists (select from log.data_type_head o
                           where o.workspace = a.workspace and o.slug = a.slug and not o.deleted) as slug_taken,
                   exists (select from log.idempotency_key k
                           where k.workspace = a.workspace and k.caller = decode(a.caller, 'hex') and k.key = a.key
                           and k.time > (select greatest(clock_timestamp(), time) - interval '24 hours'
                                         from log.head)) as request_done,
                   h.*
            from unnest(?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                     as a(aggregate, data_type, external_id, member, workspace, slug, caller, key, place)
            left join log.data_type_head h on h.id = a.data_type
            order by a.place""";

    // Sent together, and done one after the other: the second sees what was committed before the lock was got.
    private static final String LOCK_HEAD_AND_READ = LOCK_HEAD + ";" + COMMITTED;

    private static final String ERASE_EVENTS = """
            with erased as (delete from log.event where aggregate = any (?) returning aggregate)
            select aggregate, count(*) from erased group by aggregate""";

    private static final String ERASE_SNAPSHOTS = "delete from log.snapshot where aggregate = any (?)";
    private static final String ERASE_EXTERNAL_IDS = "delete from log.external_id where record = any (?)";
    private static final String ERASE_SOLE_RECORDS = "delete from log.sole_record where record = any (?)";

    // One statement: each one more is a round trip that everybody waits for who wants the head row.
    private static final String INSERT = """
            with events as (
                insert into log.event
                    (position, event_id, workspace, kind, aggregate, sequence, type, revision, time, payload, metadata)
                select position, event_id, workspace, kind, aggregate, sequence, type, revision, head.time,
                       payload::jsonb, metadata::jsonb
                from (select ?::timestamptz) as head (time), unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    as e(position, event_id, workspace, kind, aggregate, sequence, type, revision, payload, metadata)),
            types as (
                insert into log.data_type_head
                    (id, workspace, slug, version, is_collection, archived, deleted, live_records, recounted, last_position)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update
                set version = excluded.version, archived = excluded.archived, deleted = excluded.deleted,
                    live_records = excluded.live_records, recounted = excluded.recounted,
                    last_position = excluded.last_position)
            update log.head set position = ?, time = ?""";

    private static final String INSERT_EXTERNAL_IDS =
            "insert into log.external_id (data_type, external_id, record) select * from unnest(?, ?, ?)";

    private static final String INSERT_SOLE_RECORDS =
            "insert into log.sole_record (data_type, member, record) select * from unnest(?, ?, ?)";

    private static final String APPENDED = """
            select count(*) from log.event e
            join unnest(?, ?, ?) as b(aggregate, sequence, event_id) using (aggregate, sequence, event_id)""";

    private LogTables() {}

    /** Takes the lock alone. */
    static void lockHead(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK_HEAD)) {
            statement.execute();
        }
    }

    /** Under the lock: the batch to come, and what is committed that concerns each append. */
    record Locked(Batch batch, List<Committed> committed) {}

    /** Takes the lock, and reads. */
    static Locked lockHead(Connection connection, List<Append> appends) throws SQLException {
        try (var statement = Sql.prepare(
                connection,
                LOCK_HEAD_AND_READ,
                column(appends, append -> append.aggregate().id(), Long[]::new),
                column(appends, append -> append.event().dataTypeId(), Long[]::new),
                column(appends, LogTables::externalId, String[]::new),
                column(appends, LogTables::owner, Long[]::new),
                column(appends, append -> append.event().workspace(), UUID[]::new),
                column(appends, LogTables::slug, String[]::new),
                column(appends, append -> of(append.request(), RequestKey::caller), String[]::new),
                column(appends, append -> of(append.request(), RequestKey::key), String[]::new))) {
            statement.execute();
            var batch = batch(statement.getResultSet());
            statement.getMoreResults();
            return new Locked(batch, committed(statement.getResultSet()));
        }
    }

    private static Batch batch(ResultSet head) throws SQLException {
        head.next();
        return new Batch(
                head.getLong("position"),
                head.getObject("time", OffsetDateTime.class).toInstant());
    }

    private static List<Committed> committed(ResultSet rows) throws SQLException {
        var committed = new ArrayList<Committed>();
        while (rows.next()) {
            committed.add(new Committed(
                    rows.getLong("last_sequence"),
                    typeRow(rows),
                    rows.getBoolean("external_id_taken"),
                    rows.getBoolean("sole_record_taken"),
                    rows.getBoolean("slug_taken"),
                    rows.getBoolean("request_done")));
        }
        return committed;
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
                        row.getBoolean("recounted"),
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

    private static @Nullable String of(@Nullable RequestKey request, Function<RequestKey, String> part) {
        return request == null ? null : part.apply(request);
    }

    /** The events go first, so that whoever stores a snapshot meanwhile finds what it rests on gone. */
    static Map<Long, Long> erase(Connection connection, List<Long> records) throws SQLException {
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
        RequestRows.blank(connection, ids);
        return erased;
    }

    static void insert(Connection connection, Batch batch) throws SQLException {
        insertEvents(connection, batch);
        insertExternalIds(connection, batch.externalIds());
        insertSoleRecords(connection, batch.soleRecords());
        RequestRows.insert(connection, batch.requests(), batch.time());
    }

    private static void insertEvents(Connection connection, Batch batch) throws SQLException {
        var time = batch.time().atOffset(ZoneOffset.UTC);
        var events = batch.winners();
        var types = batch.types();
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, time);
            Sql.set(
                    statement,
                    2,
                    column(events, Numbered::position, Long[]::new),
                    column(events, event -> event.append().eventId(), UUID[]::new),
                    column(events, event -> event.aggregate().workspace(), UUID[]::new),
                    column(events, event -> event.aggregate().kind(), String[]::new),
                    column(events, event -> event.aggregate().id(), Long[]::new),
                    column(events, event -> event.append().sequence(), Long[]::new),
                    column(events, event -> EventCodec.nameOf(event.append().event()), String[]::new),
                    column(
                            events,
                            event -> (long) EventCodec.revisionOf(event.append().event()),
                            Long[]::new),
                    column(events, event -> event.append().payload(), String[]::new),
                    column(events, event -> event.append().metadata(), String[]::new),
                    column(types, TypeRow::id, Long[]::new),
                    column(types, TypeRow::workspace, UUID[]::new),
                    column(types, TypeRow::slug, String[]::new),
                    column(types, TypeRow::version, Long[]::new),
                    column(types, TypeRow::isCollection, Boolean[]::new),
                    column(types, TypeRow::archived, Boolean[]::new),
                    column(types, TypeRow::deleted, Boolean[]::new),
                    column(types, TypeRow::liveRecords, Long[]::new),
                    column(types, TypeRow::recounted, Boolean[]::new),
                    column(types, TypeRow::lastPosition, Long[]::new));
            statement.setLong(22, batch.position());
            statement.setObject(23, time);
            statement.execute();
        }
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

    static <S, T> @Nullable T[] column(
            Collection<S> rows, Function<S, ? extends @Nullable T> value, IntFunction<@Nullable T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    /** Whether any of these very events is in the log. */
    static boolean isAnyThere(Connection connection, List<Append> appends) throws SQLException {
        try (var statement = Sql.prepare(
                        connection,
                        APPENDED,
                        column(appends, append -> append.aggregate().id(), Long[]::new),
                        column(appends, Append::sequence, Long[]::new),
                        column(appends, Append::eventId, UUID[]::new));
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1) > 0;
        }
    }
}
