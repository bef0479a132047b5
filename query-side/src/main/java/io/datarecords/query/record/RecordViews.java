package io.datarecords.query.record;

import io.datarecords.api.SortOrder;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.record.Paging;
import io.datarecords.api.record.RecordOrder;
import io.datarecords.api.record.RecordState;
import io.datarecords.query.freshness.Reading;
import io.datarecords.query.views.StoredJson;
import io.datarecords.query.views.View;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
            select coalesce((select position from log.follower where name = ?), 0) as reached,
                   h.last_position, t.state, %s
            from log.data_type_head h
            left join view.data_type_view t on t.id = h.id
            left join view.record_view r on r.record_id = ? and r.data_type_id = h.id
            where h.id = ? and h.workspace = ? and not h.deleted""".formatted(COLUMNS);

    private final JdbcClient jdbc;

    RecordViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The record under its type, or nothing if the workspace has no such type. */
    Optional<Reading<FoundRow>> find(DataTypeId type, long record) {
        return jdbc.sql(FIND)
                .params(View.FOLLOWER, record, type.id(), type.workspace())
                .query((row, _) -> reading(row))
                .optional();
    }

    private static Reading<FoundRow> reading(ResultSet row) throws SQLException {
        var state = row.getString("state");
        var found = new FoundRow(
                state == null ? null : StoredJson.read(state, DataTypeState.class),
                row.getObject("record_id") == null ? null : record(row));
        return new Reading<>(row.getLong("reached"), row.getLong("last_position"), found);
    }

    List<RecordState> page(RecordConditions conditions, RecordOrder order, Paging paging) {
        return jdbc.sql(pageSql(conditions, order))
                .params(conditions.parameters())
                .param(paging.pageSize())
                .param(paging.offset())
                .query((row, _) -> record(row))
                .list();
    }

    static String pageSql(RecordConditions conditions, RecordOrder order) {
        return "select " + COLUMNS + " from view.record_view r where " + conditions.sql() + " order by "
                + columns(order) + " limit ? offset ?";
    }

    long count(RecordConditions conditions) {
        return jdbc.sql("select count(*) from view.record_view r where " + conditions.sql())
                .params(conditions.parameters())
                .query(Long.class)
                .single();
    }

    private static String columns(RecordOrder order) {
        var direction = order.direction() == SortOrder.ASC ? " asc" : " desc";
        return switch (order.by()) {
            case CREATED_AT -> "created_at" + direction + ", record_id" + direction;
            case UPDATED_AT -> "updated_at" + direction + ", record_id" + direction;
            case ID -> "record_id" + direction;
        };
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
