package io.datarecords.query.record;

import io.datarecords.api.Unavailable;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.record.RecordState;
import io.datarecords.query.freshness.KnownTypes;
import io.datarecords.query.freshness.Reading;
import io.datarecords.query.views.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the records' rows. */
@Component
final class RecordViews {

    private static final String COLUMNS = """
            r.record_id, r.workspace, r.data_type_id, r.member_id, r.external_id, r.assignment_task_id,
            r.field_values, r.version, r.created_at, r.updated_at""";

    // One statement, one snapshot: the record, its type, and whether both are fresh.
    private static final String FIND = """
            select coalesce((select position from log.follower where name = current_schema()::text), 0) as reached,
                   h.last_position, t.version as type_version,
                   case when t.version <> ? then t.state end as state,
                   exists (select from dead_letter where aggregate = ?) as is_parked,
                   exists (select from dead_letter where aggregate = h.id) as type_is_parked, %s
            from log.data_type_head h
            left join data_type_view t on t.id = h.id
            left join record_view r on r.record_id = ? and r.data_type_id = h.id
            where h.id = ? and h.workspace = ? and not h.deleted""".formatted(COLUMNS);

    /** So many records are rather looked up one by one than a plan is made for a list of them. */
    private static final int FEW = 500;

    /** A list of the past is walked record by record, so more of them pay. */
    private static final int FEW_OF_PAST = 5_000;

    // Which index is best depends on the values that the statements are given. They are far too short to be compiled.
    private static final String PLAN_FOR_VALUES = """
            select set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('enable_seqscan', 'on', true), set_config('jit', 'off', true)""";

    private final JdbcClient jdbc;
    private final KnownTypes types;

    RecordViews(JdbcClient jdbc, KnownTypes types) {
        this.jdbc = jdbc;
        this.types = types;
    }

    /** The record under its type, or nothing if the workspace has no such type. */
    Optional<Reading<FoundRow>> find(DataTypeId type, long record) {
        var known = types.get(type.id());
        var sql = findSql(type, record, KnownTypes.versionOf(known));
        return jdbc.sql(sql.text())
                .params(sql.parameters())
                .query((row, _) -> reading(row, known))
                .optional();
    }

    static Sql findSql(DataTypeId type, long record, long knownVersion) {
        return new Sql(FIND, knownVersion, record, record, type.id(), type.workspace());
    }

    private Reading<FoundRow> reading(ResultSet row, @Nullable DataTypeState known) throws SQLException {
        return new Reading<>(row.getLong("reached"), row.getLong("last_position"), found(row, known));
    }

    private @Nullable FoundRow found(ResultSet row, @Nullable DataTypeState known) throws SQLException {
        if (row.getBoolean("type_is_parked")) {
            throw new Unavailable("The views could not take an event of this data type.");
        }
        return row.getObject("type_version") == null
                ? null
                : new FoundRow(
                        types.stateOf(row, known),
                        row.getObject("record_id") == null ? null : record(row),
                        row.getBoolean("is_parked"));
    }

    /**
     * A list that is ready to be asked for.
     *
     * @param total how many records it has, if that is known already
     */
    record Prepared(RecordConditions conditions, OptionalLong total) {}

    /**
     * Readies the transaction for the statements of a list. Where few records have the value that is asked for, the list
     * is narrowed down to them; else the statements are planned for their values.
     */
    Prepared prepare(RecordConditions conditions) {
        var few = matchesSql(conditions).map(this::ids).filter(ids -> ids.length <= few(conditions));
        if (few.isEmpty()) {
            planForValues();
            return new Prepared(conditions, OptionalLong.empty());
        }
        var ids = few.get();
        return new Prepared(
                conditions.narrowedTo(ids),
                conditions.isMatchesAlone() ? OptionalLong.of(ids.length) : OptionalLong.empty());
    }

    private static int few(RecordConditions conditions) {
        return conditions.isOfPast() ? FEW_OF_PAST : FEW;
    }

    static Optional<Sql> matchesSql(RecordConditions conditions) {
        return conditions.matches().map(matches -> matches.add(" limit ?", few(conditions) + 1));
    }

    void planForValues() {
        jdbc.sql(PLAN_FOR_VALUES).query().listOfRows();
    }

    private Long[] ids(Sql sql) {
        return jdbc.sql(sql.text())
                .params(sql.parameters())
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
    }

    /**
     * Some rows of a sorted list.
     *
     * @param isValued those with, or those without, a value to be sorted by
     * @param after    the row before them, or null
     */
    List<ListedRow> rows(
            RecordConditions conditions,
            Sorting sorting,
            boolean isValued,
            @Nullable Position after,
            int limit,
            long offset) {
        var sql = rowsSql(conditions, sorting, isValued, after, limit, offset);
        return jdbc.sql(sql.text())
                .params(sql.parameters())
                .query((row, _) -> listed(record(row), sorting, isValued, row.getString("sort_key")))
                .list();
    }

    private static ListedRow listed(RecordState record, Sorting sorting, boolean isValued, @Nullable String sortKey) {
        return new ListedRow(
                record, new Position(isValued, isValued ? sorting.keyOf(record, sortKey) : null, record.id()));
    }

    static Sql rowsSql(
            RecordConditions conditions,
            Sorting sorting,
            boolean isValued,
            @Nullable Position after,
            int limit,
            long offset) {
        return sorting.rows(COLUMNS, conditions, isValued, after).add(" limit ? offset ?", limit, offset);
    }

    long count(RecordConditions conditions) {
        var sql = countSql(conditions);
        return jdbc.sql(sql.text()).params(sql.parameters()).query(Long.class).single();
    }

    static Sql countSql(RecordConditions conditions) {
        return conditions.select(new Sql("count(*)"));
    }

    /** How many of them have a value to be sorted by. */
    long countValued(RecordConditions conditions, Sorting sorting) {
        var valued = conditions.copy();
        sorting.restrict(valued, true);
        return count(valued);
    }

    private static RecordState record(ResultSet row) throws SQLException {
        return new RecordState(
                row.getObject("workspace", UUID.class),
                row.getLong("record_id"),
                row.getLong("data_type_id"),
                row.getObject("member_id", Long.class),
                row.getString("external_id"),
                row.getObject("assignment_task_id", Long.class),
                StoredJson.values(row.getString("field_values")),
                row.getLong("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
