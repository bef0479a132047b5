package io.datarecords.query.record;

import io.datarecords.api.record.RecordEvent.RecordDeleted;
import io.datarecords.api.record.RecordState;
import io.datarecords.query.views.RecordRowChange;
import io.datarecords.query.views.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the records' rows, a batch at a time: one statement for each kind of change, one array for each column. */
@Component
final class RecordRows {

    private static final String INSERT = """
            insert into record_view (record_id, workspace, data_type_id, member_id, external_id,
                                          assignment_task_id, field_values, version, created_at, updated_at)
            select record_id, workspace::uuid, data_type_id, member_id, external_id,
                   assignment_task_id, field_values::jsonb, version, created_at::timestamptz, updated_at::timestamptz
            from unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::text[],
                        ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[])
                 as new (record_id, workspace, data_type_id, member_id, external_id,
                         assignment_task_id, field_values, version, created_at, updated_at)
            on conflict (data_type_id, record_id) do nothing
            returning record_id, data_type_id, member_id""";

    private static final String UPDATE = """
            update record_view r
            set field_values = (r.field_values || new.set_values::jsonb)
                               - array(select jsonb_array_elements_text(new.cleared::jsonb)),
                version = new.version,
                updated_at = new.updated_at::timestamptz
            from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                 as new (data_type_id, record_id, set_values, cleared, version, updated_at)
            where r.data_type_id = new.data_type_id and r.record_id = new.record_id and r.version < new.version""";

    private static final String DELETE = """
            delete from record_view r
            using unnest(?::bigint[], ?::bigint[]) as gone (data_type_id, record_id)
            where r.data_type_id = gone.data_type_id and r.record_id = gone.record_id
            returning r.record_id, r.data_type_id, r.member_id""";

    private final JdbcClient jdbc;

    RecordRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the rows that were not there before */
    List<RecordRowChange> insert(Collection<RecordState> rows) {
        return jdbc.sql(INSERT)
                .param(numbers(rows, RecordState::id))
                .param(texts(rows, RecordState::workspace))
                .param(numbers(rows, RecordState::dataTypeId))
                .param(numbers(rows, RecordState::memberId))
                .param(texts(rows, RecordState::externalId))
                .param(numbers(rows, RecordState::assignmentTaskId))
                .param(texts(rows, row -> StoredJson.write(row.values().byKey())))
                .param(numbers(rows, RecordState::version))
                .param(texts(rows, RecordState::createdAt))
                .param(texts(rows, RecordState::updatedAt))
                .query((row, _) -> change(row, 1))
                .list();
    }

    /** Updates what is there; an update to a row that is not, or is newer, does nothing. */
    void update(Collection<RecordUpdate> rows) {
        jdbc.sql(UPDATE)
                .param(numbers(rows, RecordUpdate::dataTypeId))
                .param(numbers(rows, RecordUpdate::id))
                .param(texts(rows, row -> StoredJson.write(row.set())))
                .param(texts(rows, row -> StoredJson.write(row.cleared())))
                .param(numbers(rows, RecordUpdate::version))
                .param(texts(rows, RecordUpdate::updatedAt))
                .update();
    }

    /** @return the rows that were there */
    List<RecordRowChange> delete(Collection<RecordDeleted> deletions) {
        return jdbc.sql(DELETE)
                .param(numbers(deletions, RecordDeleted::dataTypeId))
                .param(numbers(deletions, RecordDeleted::recordId))
                .query((row, _) -> change(row, -1))
                .list();
    }

    private static RecordRowChange change(ResultSet row, int rows) throws SQLException {
        return new RecordRowChange(
                row.getLong("record_id"), row.getLong("data_type_id"), row.getObject("member_id", Long.class), rows);
    }

    private static <T> @Nullable Long[] numbers(Collection<T> rows, Function<T, @Nullable Long> value) {
        return rows.stream().map(value).toArray(Long[]::new);
    }

    private static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable Object> value) {
        return rows.stream()
                .map(value)
                .map(given -> given == null ? null : given.toString())
                .toArray(String[]::new);
    }
}
