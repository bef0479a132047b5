package io.datarecords.query.record;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Brings the index rows of one field to what its state asks for, some records at a time. */
@Component
final class FieldFillRows {

    static final int CHUNK = 2_000;

    // Whoever holds the follower's row is the only one who writes views: neither the projection nor another node's
    // filler runs beside this.
    private static final String CLAIM = """
            select set_config('synchronous_commit', 'off', true)
            from log.follower where name = current_schema()::text for update""";

    private static final String FILL = """
            with chunk as materialized (
                select r.record_id, r.field_values, f.id as field, f.kind, f.key
                from field f
                join record_view r on r.data_type_id = f.data_type_id and r.record_id > f.filled_to
                where f.id = ?
                order by r.record_id limit ?
            ), emptied as (
                delete from field_index i using chunk c where i.record_id = c.record_id and i.field = c.field
            ), past_emptied as (
                delete from field_past p using chunk c where p.record_id = c.record_id and p.field = c.field
            ), past_filled as (
                insert into field_past (record_id, version, field, valid_from, valid_to, txt, num)
                select c.record_id, p.version, c.field, p.valid_from, p.valid_to, v.txt, v.num
                from chunk c
                join record_version p on p.record_id = c.record_id
                cross join lateral index_values(c.kind, p.field_values -> c.key) v
                where v.txt is not null or v.num is not null
            ), filled as (
                insert into field_index (record_id, field, free, txt, num)
                select c.record_id, c.field, c.kind = 'text', v.txt, v.num
                from chunk c left join lateral index_values(c.kind, c.field_values -> c.key) v on true
            )
            update field f
            set filled_to = coalesce((select max(record_id) from chunk), f.filled_to),
                state = case when (select count(*) from chunk) < ? then 'indexed' else f.state end
            where f.id = ?""";

    private static final String DROP = """
            with emptied as (
                delete from field_index
                where ctid = any(array(select ctid from field_index where field = ? limit ?))
                returning 1
            ), past_emptied as (
                delete from field_past
                where ctid = any(array(select ctid from field_past where field = ? limit ?))
                returning 1
            )
            update field set state = 'plain'
            where id = ? and (select count(*) from emptied) + (select count(*) from past_emptied) < ?""";

    private final JdbcClient jdbc;

    FieldFillRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A field whose index rows are not yet what they are to be. */
    record Unfinished(int field, boolean isFilling) {}

    Optional<Unfinished> next() {
        return jdbc.sql("""
                        select id, state = 'filling' as filling from field
                        where state in ('filling', 'dropping') order by id limit 1""")
                .query((row, _) -> new Unfinished(row.getInt("id"), row.getBoolean("filling")))
                .optional();
    }

    /** Waits until nobody else writes views, and keeps it so until the transaction ends. */
    void claim() {
        jdbc.sql(CLAIM).query(String.class).optional();
    }

    void advance(Unfinished unfinished) {
        int field = unfinished.field();
        if (unfinished.isFilling()) {
            jdbc.sql(FILL).params(field, CHUNK, CHUNK, field).update();
        } else {
            jdbc.sql(DROP).params(field, CHUNK, field, CHUNK, field, CHUNK).update();
        }
    }
}
