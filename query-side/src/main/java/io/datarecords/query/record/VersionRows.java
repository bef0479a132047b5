package io.datarecords.query.record;

import io.datarecords.query.views.StoredJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the versions that records have had before their present one, and the indexed values of those. */
@Component
final class VersionRows {

    private static final String KEEP = """
            with recursive %s, kept as (
                insert into record_version (record_id, version, valid_from, valid_to, field_values)
                select record_id, version, valid_from, valid_to, field_values from ended
            )
            insert into field_past (record_id, version, field, valid_from, valid_to, txt, num)
            select e.record_id, e.version, f.id, e.valid_from, e.valid_to, v.txt, v.num
            from ended e
            join field f on f.data_type_id = e.data_type_id and f.state in ('filling', 'indexed')
            cross join lateral index_values(f.kind, e.field_values -> f.key) v
            where v.txt is not null or v.num is not null""";

    private static final String KEEP_GIVEN = KEEP.formatted("""
            ended as (
                select data_type_id, record_id, version, valid_from::timestamptz, valid_to::timestamptz,
                       field_values::jsonb
                from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                     as _ (data_type_id, record_id, version, valid_from, valid_to, field_values)
            )""");

    // What a change ends is what the change before it made, and the first one ends what is in the record's row.
    private static final String KEEP_CHANGED = KEEP.formatted("""
            change as materialized (
                select data_type_id, record_id, round, set_values::jsonb,
                       array(select jsonb_array_elements_text(cleared::jsonb)) as cleared, version, at::timestamptz
                from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                     as _ (data_type_id, record_id, round, set_values, cleared, version, at)
            ), ended as (
                select c.data_type_id, c.record_id, c.round, r.version, r.updated_at as valid_from, c.at as valid_to,
                       r.field_values, c.version as next_version, (r.field_values || c.set_values) - c.cleared as next
                from change c
                join record_view r on r.data_type_id = c.data_type_id and r.record_id = c.record_id
                where c.round = 1
                union all
                select c.data_type_id, c.record_id, c.round, e.next_version, e.valid_to, c.at,
                       e.next, c.version, (e.next || c.set_values) - c.cleared
                from ended e
                join change c on c.record_id = e.record_id and c.round = e.round + 1
            )""");

    private final JdbcClient jdbc;

    VersionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(List<EndedVersion> ended) {
        if (!ended.isEmpty()) {
            jdbc.sql(KEEP_GIVEN)
                    .param(column(ended, version -> version.record().dataTypeId(), Long[]::new))
                    .param(column(ended, version -> version.record().id(), Long[]::new))
                    .param(column(ended, version -> version.record().version(), Long[]::new))
                    .param(column(ended, version -> version.record().updatedAt().toString(), String[]::new))
                    .param(column(ended, version -> version.validTo().toString(), String[]::new))
                    .param(column(
                            ended,
                            version ->
                                    StoredJson.write(version.record().values().byKey()),
                            String[]::new))
                    .update();
        }
    }

    /**
     * Keeps what the changes end. To be called before they are made.
     *
     * @param updates for each record the changes to its row, in order
     */
    void keepBefore(Collection<List<RecordUpdate>> updates) {
        var all = new ArrayList<RecordUpdate>();
        var rounds = new ArrayList<Long>();
        for (var ofRecord : updates) {
            all.addAll(ofRecord);
            for (long round = 1; round <= ofRecord.size(); round++) {
                rounds.add(round);
            }
        }
        jdbc.sql(KEEP_CHANGED)
                .param(column(all, RecordUpdate::dataTypeId, Long[]::new))
                .param(column(all, RecordUpdate::id, Long[]::new))
                .param(rounds.toArray(Long[]::new))
                .param(column(all, update -> StoredJson.write(update.set()), String[]::new))
                .param(column(all, update -> StoredJson.write(update.cleared()), String[]::new))
                .param(column(all, RecordUpdate::version, Long[]::new))
                .param(column(all, update -> update.updatedAt().toString(), String[]::new))
                .update();
    }

    /** Deletes all that records have been. */
    void delete(List<Long> records) {
        for (var table : List.of("record_version", "field_past")) {
            jdbc.sql("delete from " + table + " where record_id = any(?::bigint[])")
                    .param(records.toArray(Long[]::new))
                    .update();
        }
    }

    private static <S, T> @Nullable T[] column(
            List<S> rows, Function<S, ? extends @Nullable T> value, IntFunction<@Nullable T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
