package io.datarecords.eventlog.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a restore does in the database beside loading events. */
final class RestoredTables {

    /** More than any log appends between a backup and its loss. */
    private static final long POSITIONS_LEFT_OUT = 10_000_000_000L;

    /** Of 100 ids each. */
    private static final long ID_BLOCKS_LEFT_OUT = 1_000_000_000L;

    // Whoever has just closed a connection may be in there for a moment.
    private static final String OTHERS = """
            select string_agg(distinct usename || coalesce(' (' || nullif(application_name, '') || ')', ''), ', ')
            from pg_stat_clear_snapshot(), pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and usename is not null
            and coalesce(backend_type, 'client backend') = 'client backend'""";

    private static final int LOOKS = 10;
    private static final int BETWEEN_LOOKS_MILLIS = 100;

    private static final String IS_EMPTY = "select position = 0 and not exists (select from log.event) from log.head";

    private static final String EMPTY = """
            truncate log.event, log.snapshot, log.data_type_head, log.external_id, log.sole_record,
                     log.idempotency_key, log.follower""";

    private static final String DROP_ORPHANS = """
            delete from log.event r
            where r.position > ? and r.type = 'RecordDeleted'
            and not exists (select from log.event t
                            where t.aggregate = (r.payload ->> 'dataTypeId')::bigint and t.type = 'DataTypeDefined')""";

    // A record that has events other than its deletion lives.
    private static final String DERIVE_TYPES = """
            insert into log.data_type_head
                (id, workspace, slug, version, is_collection, archived, deleted, live_records, recounted, last_position)
            select d.aggregate, d.workspace, d.payload ->> 'slug', own.version,
                   (d.payload ->> 'isCollection')::boolean, own.archived, own.deleted, coalesce(r.live, 0),
                   coalesce(r.last_recount > own.last, false), greatest(own.last, r.last)
            from log.event d
            join (select aggregate, max(sequence) + 1 as version, max(position) as last,
                         coalesce(max(position) filter (where type = 'DataTypeArchived')
                             > coalesce(max(position) filter (where type = 'DataTypeUnarchived'), 0), false) as archived,
                         bool_or(type = 'DataTypeDeleted') as deleted
                  from log.event where type like 'DataType%' group by aggregate) own using (aggregate)
            left join (select (payload ->> 'dataTypeId')::bigint as data_type, max(position) as last,
                              max(position) filter (where type in ('RecordCreated', 'RecordDeleted')) as last_recount,
                              count(*) filter (where type = 'RecordCreated') as live
                       from log.event where type not like 'DataType%' group by 1) r on r.data_type = d.aggregate
            where d.type = 'DataTypeDefined'""";

    private static final String DERIVE_EXTERNAL_IDS = """
            insert into log.external_id (data_type, external_id, record)
            select (payload ->> 'dataTypeId')::bigint, payload ->> 'externalId', aggregate
            from log.event where type = 'RecordCreated' and payload ->> 'externalId' is not null""";

    private static final String DERIVE_SOLE_RECORDS = """
            insert into log.sole_record (data_type, member, record)
            select t.id, (e.payload ->> 'memberId')::bigint, e.aggregate
            from log.event e join log.data_type_head t on t.id = (e.payload ->> 'dataTypeId')::bigint
            where e.type = 'RecordCreated' and e.payload ->> 'memberId' is not null and not t.is_collection""";

    private static final String MOVE_HEAD = """
            update log.head
            set position = (select max(position) from log.event),
                skip_to = greatest(position, skip_to, ?) + ?,
                time = greatest(time, ?, (select max(time) from log.event))""";

    private static final String SKIP_IDS = """
            select setval('log.id_block', greatest(last_value, ?, (select max(aggregate) / 100 + 1 from log.event)) + ?)
            from log.id_block""";

    // Views are built anew from the log, and everything is published again, to a new topic.
    private static final String FORGET_FOLLOWERS = """
            do $$
            declare
                doomed text;
            begin
                for doomed in select nspname from pg_namespace where nspname ~ '^view(_[0-9]+)?$' loop
                    execute format('drop schema %I cascade', doomed);
                end loop;
                if to_regclass('views.generation') is not null then
                    delete from views.generation;
                end if;
                if to_regclass('publication.progress') is not null then
                    update publication.progress
                    set position = 0, topic = null, holder = null, held_until = null,
                        erasing_since = null, erased_last = null;
                    delete from publication.parked;
                end if;
            end $$""";

    private RestoredTables() {}

    /** @throws Refusal if anybody else is connected to the database */
    static void requireNobodyElse(Connection connection) throws SQLException {
        var others = others(connection);
        for (int look = 1; others != null && look < LOOKS; look++) {
            pause();
            others = others(connection);
        }
        if (others != null) {
            throw new Refusal("others are connected to this database: " + others
                    + ". Stop every service that uses it, and all else, first");
        }
    }

    private static @Nullable String others(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(OTHERS);
                var row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted");
        }
    }

    static boolean isEmpty(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(IS_EMPTY);
                var row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** A service that is started from now on waits for the end of the transaction. */
    static void lock(Connection connection) throws SQLException {
        execute(connection, "lock table log.head, log.event in access exclusive mode");
    }

    /** @throws Refusal if the log has gone on since its deletions were noted */
    static void requireNoMoreThan(Connection connection, long position) throws SQLException {
        try (var statement = connection.prepareStatement("select position from log.head");
                var row = statement.executeQuery()) {
            row.next();
            if (row.getLong(1) > position) {
                throw new Refusal("the log is being written to: stop every service that uses it first");
            }
        }
    }

    static void empty(Connection connection) throws SQLException {
        execute(connection, EMPTY);
    }

    /** Takes out the deletions after a position whose data types came after it, too: nothing is known of those. */
    static long dropOrphans(Connection connection, long after) throws SQLException {
        try (var statement = connection.prepareStatement(DROP_ORPHANS)) {
            statement.setLong(1, after);
            return statement.executeUpdate();
        }
    }

    /** Everything that appends keep beside the events. */
    static void derive(Connection connection) throws SQLException {
        execute(connection, "analyze log.event");
        execute(connection, DERIVE_TYPES);
        execute(connection, DERIVE_EXTERNAL_IDS);
        execute(connection, DERIVE_SOLE_RECORDS);
    }

    /** No position and no id that may have been given out is given out again. */
    static void moveOn(Connection connection, Manifest manifest, long lastPosition) throws SQLException {
        try (var statement = connection.prepareStatement(MOVE_HEAD)) {
            statement.setLong(1, lastPosition);
            statement.setLong(2, POSITIONS_LEFT_OUT);
            statement.setObject(3, OffsetDateTime.ofInstant(manifest.time(), ZoneOffset.UTC));
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement(SKIP_IDS)) {
            statement.setLong(1, manifest.idBlock());
            statement.setLong(2, ID_BLOCKS_LEFT_OUT);
            statement.execute();
        }
    }

    static void forgetFollowers(Connection connection) throws SQLException {
        execute(connection, FORGET_FOLLOWERS);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
