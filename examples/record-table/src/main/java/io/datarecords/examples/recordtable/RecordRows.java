package io.datarecords.examples.recordtable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The records' rows: one statement for all of a batch, one array for each column. */
@Component
final class RecordRows {

    private static final String SELECT = "select * from record_table.record where id = any(?)";

    private static final String SELECT_DELETED = "select id from record_table.deleted_record where id = any(?)";

    private static final String WRITE = """
            insert into record_table.record (id, data_type, data_type_slug, member, external_id, field_values, version,
                                             created_at, updated_at)
            select id, data_type, data_type_slug, member, external_id, field_values::jsonb, version,
                   created_at::timestamptz, updated_at::timestamptz
            from unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[],
                        ?::text[], ?::text[])
                 as new (id, data_type, data_type_slug, member, external_id, field_values, version,
                         created_at, updated_at)
            on conflict (id) do update
            set field_values = excluded.field_values, version = excluded.version, updated_at = excluded.updated_at""";

    private static final String DELETE = "delete from record_table.record where id = any(?)";

    private static final String REMEMBER_DELETED = """
            insert into record_table.deleted_record (id) select unnest(?::bigint[]) on conflict do nothing""";

    private final JdbcClient jdbc;

    RecordRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return by id */
    Map<Long, RecordRow> of(Long[] ids) {
        var rows = new HashMap<Long, RecordRow>();
        jdbc.sql(SELECT).param(ids).query((row, _) -> row(row)).list().forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    /** @return which of these were deleted */
    Set<Long> deletedOf(Long[] ids) {
        return new HashSet<>(
                jdbc.sql(SELECT_DELETED).param(ids).query(Long.class).list());
    }

    void write(Collection<RecordRow> rows) {
        jdbc.sql(WRITE)
                .param(numbers(rows, RecordRow::id))
                .param(numbers(rows, RecordRow::dataType))
                .param(texts(rows, RecordRow::dataTypeSlug))
                .param(numbers(rows, RecordRow::member))
                .param(texts(rows, RecordRow::externalId))
                .param(texts(rows, RecordRow::fieldValues))
                .param(numbers(rows, RecordRow::version))
                .param(texts(rows, RecordRow::createdAt))
                .param(texts(rows, RecordRow::updatedAt))
                .update();
    }

    void delete(Collection<Long> records) {
        var ids = records.toArray(Long[]::new);
        jdbc.sql(DELETE).param(ids).update();
        jdbc.sql(REMEMBER_DELETED).param(ids).update();
    }

    private static RecordRow row(ResultSet row) throws SQLException {
        return new RecordRow(
                row.getLong("id"),
                row.getLong("data_type"),
                row.getString("data_type_slug"),
                row.getObject("member", Long.class),
                row.getString("external_id"),
                RecordEvent.JSON.readValue(row.getString("field_values"), ObjectNode.class),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("updated_at", OffsetDateTime.class));
    }

    private static @Nullable Long[] numbers(Collection<RecordRow> rows, Function<RecordRow, @Nullable Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    private static @Nullable String[] texts(Collection<RecordRow> rows, Function<RecordRow, @Nullable Object> column) {
        return rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }
}
