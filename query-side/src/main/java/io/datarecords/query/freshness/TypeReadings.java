package io.datarecords.query.freshness;

import io.datarecords.api.Unavailable;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.query.generation.Generations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads data types together with how far the log and the views are. The log alone says which types there are. */
@Component
final class TypeReadings {

    private static final String REACHED =
            "coalesce((select position from log.follower where name = current_schema()::text), 0)";

    private static final String ONE = """
            select %s as reached, h.last_position, h.version, h.live_records, h.recounted, t.version as view_version,
                   case when t.version <> ? then t.state end as state,
                   exists (select from dead_letter where aggregate = h.id) as is_parked
            from log.data_type_head h
            left join data_type_view t on t.id = h.id
            where h.id = ? and h.workspace = ? and not h.deleted""".formatted(REACHED);

    private static final String HOLD_STILL = "set transaction isolation level repeatable read";

    private static final String HOLD_STILL_AND_ONE = HOLD_STILL + ";" + ONE;

    private static final String REACHED_AND_NEEDED = """
            select %s as reached, coalesce(max(last_position), 0) as needed
            from log.data_type_head where workspace = ? and not deleted""".formatted(REACHED);

    private static final String LIVE_RECORDS =
            "select id, live_records from log.data_type_head where workspace = ? and not deleted";

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final KnownTypes types;

    TypeReadings(JdbcTemplate template, KnownTypes types, Generations generations) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.types = types;
        generations.onSwitch(types::forget);
    }

    /** The type, or nothing if its workspace has no such type; null inside while the views do not have it yet. */
    Optional<Reading<FreshType>> one(DataTypeId id) {
        var known = types.get(id.id());
        return jdbc.sql(ONE)
                .params(KnownTypes.versionOf(known), id.id(), id.workspace())
                .query((row, _) -> reading(row, known))
                .optional();
    }

    /** The same, and {@link #holdStill} before it in one round trip. */
    Optional<Reading<FreshType>> oneAndHoldStill(DataTypeId id) {
        var known = types.get(id.id());
        return Objects.requireNonNull(template.execute(HOLD_STILL_AND_ONE, (PreparedStatementCallback<
                        Optional<Reading<FreshType>>>)
                statement -> {
                    statement.setLong(1, KnownTypes.versionOf(known));
                    statement.setLong(2, id.id());
                    statement.setObject(3, id.workspace());
                    statement.execute();
                    statement.getMoreResults();
                    var row = statement.getResultSet();
                    return row.next() ? Optional.of(reading(row, known)) : Optional.empty();
                }));
    }

    private Reading<FreshType> reading(ResultSet row, @Nullable DataTypeState known) throws SQLException {
        return new Reading<>(row.getLong("reached"), row.getLong("last_position"), type(row, known));
    }

    private @Nullable FreshType type(ResultSet row, @Nullable DataTypeState known) throws SQLException {
        if (row.getBoolean("is_parked")) {
            throw new Unavailable("The views could not take an event of this data type.");
        }
        if (row.getObject("view_version") == null) {
            return null;
        }
        var state = types.stateOf(row, known);
        // What the log knows of its latest version says nothing of an older one in the views.
        boolean recounted = row.getBoolean("recounted") || state.version() != row.getLong("version");
        return new FreshType(state, row.getLong("live_records"), recounted);
    }

    /** The type as reads have last met it. */
    Optional<DataTypeState> known(long id) {
        return Optional.ofNullable(types.get(id));
    }

    /**
     * Makes all that the transaction reads one snapshot, if it has read nothing yet. (Told to the transaction's manager,
     * this would be set for the connection, and then back, in round trips of their own.)
     */
    void holdStill() {
        jdbc.sql(HOLD_STILL).update();
    }

    /** How far the views must be for a read that covers every type of a workspace. */
    Reading<Boolean> all(UUID workspace) {
        return jdbc.sql(REACHED_AND_NEEDED)
                .param(workspace)
                .query((row, _) -> new Reading<>(row.getLong("reached"), row.getLong("needed"), true))
                .single();
    }

    /** How many records each type of a workspace has, by type id. */
    Map<Long, Long> liveRecords(UUID workspace) {
        var liveRecords = new LinkedHashMap<Long, Long>();
        jdbc.sql(LIVE_RECORDS).param(workspace).query(row -> {
            liveRecords.put(row.getLong("id"), row.getLong("live_records"));
        });
        return liveRecords;
    }
}
