package io.datarecords.eventlog;

import io.datarecords.api.Paging;
import io.datarecords.api.SortOrder;
import io.datarecords.api.datatype.DataTypeId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the log. Positions follow the order of commits: whoever has seen position p has seen everything up to p, and no
 * reader ever waits for a hole.
 */
public final class EventLog {

    private static final String EVENTS = """
            select position, event_id, workspace, kind, aggregate, sequence, type, revision, time, payload, metadata
            from log.event""";

    private static final String EVENTS_AFTER = EVENTS + " where position > ? order by position limit ?";

    // Bounds and orders that are rows leave only one way to read a page: along the index, from where it begins. By the
    // position alone, a few events of a type might be looked for in the whole log, or many of them sorted for each
    // page.
    static final String EVENTS_OF_DATA_TYPE = EVENTS + """
             where ((payload ->> 'dataTypeId')::bigint, position) > (?, ?)
            and ((payload ->> 'dataTypeId')::bigint, position) <= (?, ?)
            and (select workspace from log.data_type_head where id = ?) = ? and (? or type = any (?))
            order by (payload ->> 'dataTypeId')::bigint, position limit ?""";

    private static final String OF_MEMBER = """
             where type = 'RecordCreated'
            and (workspace, (payload ->> 'memberId')::bigint, position) > (?, ?, ?)
            and (workspace, (payload ->> 'memberId')::bigint) <= (?, ?)""";

    static final String CREATIONS_OF_MEMBER =
            EVENTS + OF_MEMBER + " order by workspace, (payload ->> 'memberId')::bigint, position limit ?";

    private static final String DELETIONS = """
             where type = 'RecordDeleted'
            and ((payload ->> 'dataTypeId')::bigint, position) > (?, 0)
            and ((payload ->> 'dataTypeId')::bigint, position) < (?, 0)
            and (select workspace from log.data_type_head where id = ?) = ?""";

    static final String DELETIONS_IN_ORDER =
            EVENTS + DELETIONS + " order by (payload ->> 'dataTypeId')::bigint %1$s, position %1$s limit ? offset ?";

    // Time never falls along positions, so halving finds the place, however long the log is. Whatever is at low or
    // before
    // it is before the instant, and nothing that comes after high is.
    private static final String POSITION_BEFORE = """
            with recursive search (low, high) as (
                select 0::bigint, position from log.head
                union all
                select case when is_before then middle else low end, case when is_before then high else middle - 1 end
                from search
                cross join lateral (select (low + high + 1) / 2 as middle) as _
                cross join lateral (select coalesce(
                    (select time < ? from log.event where position <= middle order by position desc limit 1), true)
                    as is_before) as __
                where low < high)
            select max(low) from search""";

    /** A page ends with the event that takes it past this many characters, so that the largest fit into memory, too. */
    private static final long LARGE_PAGE = 8 << 20;

    /** So many rows are in memory before their sizes are known. */
    private static final int FETCHED_AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Availability availability;

    EventLog(DataSource dataSource, Availability availability) {
        this.template = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(template);
        this.availability = availability;
    }

    /** The position of the last event ever appended; 0 for an empty log. */
    public long head() {
        return jdbc.sql("select position from log.head").query(Long.class).single();
    }

    /**
     * The events that come after a position, in order: at most {@code limit}, and fewer where they are large. Empty only
     * if there are none.
     */
    public List<LoggedEvent> after(long position, int limit) {
        return page(EVENTS_AFTER, position, limit);
    }

    /**
     * Some events of a data type and of its records, in order, as {@link #after} has them.
     *
     * @param names of the events wanted; all if there are none
     */
    public List<LoggedEvent> ofDataType(DataTypeId type, Set<String> names, Positions positions, int limit) {
        return page(
                EVENTS_OF_DATA_TYPE,
                type.id(),
                positions.after(),
                type.id(),
                positions.upTo(),
                type.id(),
                type.workspace(),
                names.isEmpty(),
                names.toArray(String[]::new),
                limit);
    }

    /** How records of a member began, of those that have not been erased, in order, as {@link #after} has them. */
    public List<LoggedEvent> creationsOf(UUID workspace, long memberId, long position, int limit) {
        return page(CREATIONS_OF_MEMBER, workspace, memberId, position, workspace, memberId, limit);
    }

    /** How many records of a member there are. */
    public long countCreationsOf(UUID workspace, long memberId) {
        return jdbc.sql("select count(*) from log.event" + OF_MEMBER)
                .params(workspace, memberId, 0, workspace, memberId)
                .query(Long.class)
                .single();
    }

    /** A page of the deletions of a data type's records. */
    public List<LoggedEvent> deletions(DataTypeId type, SortOrder direction, Paging paging) {
        return jdbc.sql(DELETIONS_IN_ORDER.formatted(direction))
                .params(type.id(), type.id() + 1, type.id(), type.workspace(), paging.pageSize(), paging.offset())
                .query(EventLog::event)
                .list();
    }

    /** How many records of a data type have been deleted. */
    public long countDeletions(DataTypeId type) {
        return jdbc.sql("select count(*) from log.event" + DELETIONS)
                .params(type.id(), type.id() + 1, type.id(), type.workspace())
                .query(Long.class)
                .single();
    }

    private List<LoggedEvent> page(String sql, Object... parameters) {
        return Objects.requireNonNull(template.execute(
                (ConnectionCallback<List<LoggedEvent>>) connection -> page(connection, sql, parameters)));
    }

    private static List<LoggedEvent> page(Connection connection, String sql, Object... parameters) throws SQLException {
        boolean isAlone = connection.getAutoCommit();
        if (isAlone) {
            // Outside of a transaction the driver would fetch everything at once.
            connection.setAutoCommit(false);
        }
        var page = read(connection, sql, parameters);
        if (isAlone) {
            connection.setAutoCommit(true);
        }
        return page;
    }

    private static List<LoggedEvent> read(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                var page = new ArrayList<LoggedEvent>();
                for (long size = 0;
                        size < LARGE_PAGE && rows.next();
                        size += rows.getString("payload").length()) {
                    page.add(event(rows, page.size()));
                }
                return page;
            }
        }
    }

    /** Every event that is left of an aggregate, oldest first; of a deleted record that is its deletion alone. */
    public List<LoggedEvent> historyOf(String aggregateId) {
        return historyOf(aggregateId, 0);
    }

    List<LoggedEvent> historyOf(String aggregateId, long firstSequence) {
        var aggregate = AggregateRef.parse(aggregateId);
        return jdbc.sql(EVENTS
                        + " where aggregate = ? and sequence >= ? and workspace = ? and kind = ? order by sequence")
                .params(aggregate.id(), firstSequence, aggregate.workspace(), aggregate.kind())
                .query(EventLog::event)
                .list();
    }

    /** The events that led to one version of an aggregate, oldest first; none of a record that has been deleted. */
    public List<LoggedEvent> historyUpTo(String aggregateId, long version) {
        var aggregate = AggregateRef.parse(aggregateId);
        return jdbc.sql(EVENTS
                        + " where aggregate = ? and sequence < ? and workspace = ? and kind = ? order by sequence")
                .params(aggregate.id(), version, aggregate.workspace(), aggregate.kind())
                .query(EventLog::event)
                .list();
    }

    /** How an aggregate began, however long its history is; nothing if that has been erased. */
    public Optional<LoggedEvent> beginningOf(String aggregateId) {
        var aggregate = AggregateRef.parse(aggregateId);
        return jdbc.sql(EVENTS + " where aggregate = ? and sequence = 0 and workspace = ? and kind = ?")
                .params(aggregate.id(), aggregate.workspace(), aggregate.kind())
                .query(EventLog::event)
                .optional();
    }

    Optional<Long> lastSequenceOf(String aggregateId) {
        var aggregate = AggregateRef.parse(aggregateId);
        return jdbc.sql("select sequence from log.event where aggregate = ? and workspace = ? and kind = ?"
                        + " order by sequence desc limit 1")
                .params(aggregate.id(), aggregate.workspace(), aggregate.kind())
                .query(Long.class)
                .optional();
    }

    /** The position before the first event at an instant or later; the head if there is none. */
    public long positionBefore(Instant instant) {
        return jdbc.sql(POSITION_BEFORE)
                .param(instant.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** What is committed of a data type, or nothing if the workspace never had it. */
    public Optional<DataTypeHead> dataTypeHead(DataTypeId type) {
        return jdbc.sql("select id, version, archived, deleted, live_records, last_position"
                        + " from log.data_type_head where id = ? and workspace = ?")
                .params(type.id(), type.workspace())
                .query(DataTypeHead.class)
                .optional();
    }

    /** The slug of a data type, which never changes; also of one that has been deleted. */
    public Optional<String> slugOf(DataTypeId type) {
        return jdbc.sql("select slug from log.data_type_head where id = ? and workspace = ?")
                .params(type.id(), type.workspace())
                .query(String.class)
                .optional();
    }

    /** The event at a position, unless it has been erased. */
    public Optional<LoggedEvent> at(long position) {
        return jdbc.sql(EVENTS + " where position = ?")
                .param(position)
                .query(EventLog::event)
                .optional();
    }

    /** The id of the data type that has a slug now. */
    public Optional<Long> dataTypeBySlug(UUID workspace, String slug) {
        return jdbc.sql("select id from log.data_type_head where workspace = ? and slug = ? and not deleted")
                .params(workspace, slug)
                .query(Long.class)
                .optional();
    }

    /** The id of the record that has an external id now. */
    public Optional<Long> recordByExternalId(DataTypeId type, String externalId) {
        return jdbc.sql("select x.record from log.external_id x join log.data_type_head t on t.id = x.data_type"
                        + " where x.data_type = ? and x.external_id = ? and t.workspace = ?")
                .params(type.id(), externalId, type.workspace())
                .query(Long.class)
                .optional();
    }

    /** Whether the member has the one record that the data type allows each. */
    public boolean hasSoleRecord(DataTypeId type, long member) {
        return jdbc.sql("select exists (select from log.sole_record x join log.data_type_head t on t.id = x.data_type"
                        + " where x.data_type = ? and x.member = ? and t.workspace = ?)")
                .params(type.id(), member, type.workspace())
                .query(Boolean.class)
                .single();
    }

    /**
     * Calls {@code listener} after each append of this process, in the appending thread: it must only wake somebody.
     *
     * @return takes the listener off again
     */
    public Runnable onAppend(Runnable listener) {
        return availability.listen(listener);
    }

    static LoggedEvent event(ResultSet row, @SuppressWarnings("unused") int rowNumber) throws SQLException {
        var aggregate = new AggregateRef(
                row.getObject("workspace", UUID.class), row.getString("kind"), row.getLong("aggregate"));
        return new LoggedEvent(
                row.getLong("position"),
                row.getObject("event_id", UUID.class),
                aggregate.toString(),
                row.getLong("sequence"),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                EventCodec.event(row.getString("type"), row.getInt("revision"), row.getString("payload")),
                EventCodec.metadata(row.getString("metadata")));
    }
}
