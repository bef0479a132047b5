package io.datarecords.eventlog;

import io.datarecords.api.record.RecordId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The requests with a {@link RequestKey} that have been done in the last 24 h. Those that led to an event are written
 * with it; here they are read, those that led to none are added, and old ones are forgotten.
 */
public final class DoneRequests {

    private static final String FIND = """
            select encode(hash, 'hex') as hash, record, version, data_type_version, created
            from log.idempotency_key
            where workspace = ? and caller = decode(?, 'hex') and key = ?
            and time > (select greatest(clock_timestamp(), time) - interval '24 hours' from log.head)""";

    // One statement, as for snapshots: the event that the answer rests on is held while the row is written. A purge
    // that came first has erased it, and nothing is stored; one that comes second waits, and then blanks the row.
    private static final String ADD = """
            with living as (
                select e.aggregate from log.event e
                where e.aggregate = ? and e.sequence = ? and e.workspace = ? and e.kind = 'records'
                and e.type <> 'RecordDeleted'
                and not exists (select from log.event l where l.aggregate = e.aggregate and l.sequence > e.sequence)
                for key share of e)
            insert into log.idempotency_key
                (workspace, caller, key, hash, record, version, data_type_version, created, time)
            select ?, decode(?, 'hex'), ?, decode(?, 'hex'), aggregate, ?, ?, false,
                   (select greatest(clock_timestamp(), time) from log.head)
            from living
            on conflict (workspace, caller, key) do update
            set hash = excluded.hash, record = excluded.record, version = excluded.version,
                data_type_version = excluded.data_type_version, created = excluded.created, time = excluded.time
            where idempotency_key.time <= excluded.time - interval '24 hours'""";

    private static final String FORGET = """
            delete from log.idempotency_key where (workspace, caller, key) in (
                select workspace, caller, key from log.idempotency_key
                where time <= (select greatest(clock_timestamp(), time) - interval '24 hours' from log.head)
                order by time limit ? for update skip locked)""";

    private final JdbcClient jdbc;

    DoneRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the request's key stands for, if it stands for anything. */
    public Optional<DoneRequest> find(RequestKey request) {
        return jdbc.sql(FIND)
                .params(request.workspace(), request.caller(), request.key())
                .query(DoneRequest.class)
                .optional();
    }

    /**
     * Adds a request that changed nothing of a record, if the record still has that version and the key stands for
     * nothing.
     *
     * @return whether it was added; if not, what the answer rests on is no longer so
     */
    public boolean addUnchanged(RequestKey request, RecordId record, long version, long dataTypeVersion) {
        return jdbc.sql(ADD)
                        .params(
                                record.id(),
                                version - 1,
                                record.workspace(),
                                request.workspace(),
                                request.caller(),
                                request.key(),
                                request.hash(),
                                version,
                                dataTypeVersion)
                        .update()
                == 1;
    }

    /**
     * Removes requests whose time is over; they count for nothing already.
     *
     * @param limit how many at most
     * @return how many there were
     */
    public int forget(int limit) {
        return jdbc.sql(FORGET).param(limit).update();
    }
}
