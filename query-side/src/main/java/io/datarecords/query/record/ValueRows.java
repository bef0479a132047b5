package io.datarecords.query.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes what values are found by: the rows of the field index, and the words of the records. They are made from the
 * records' rows in the database, a batch at a time, so they cannot disagree with them.
 */
@Component
final class ValueRows {

    private static final String INDEX = """
            insert into field_index (record_id, field, free, txt, num)
            select r.record_id, f.id, f.kind = 'text', v.txt, v.num
            from %s
            left join lateral index_values(f.kind, r.field_values -> f.key) v on true""";

    private static final String INDEX_ALL = INDEX.formatted("""
            unnest(?::bigint[], ?::bigint[]) as new (data_type_id, record_id)
            join record_view r on r.data_type_id = new.data_type_id and r.record_id = new.record_id
            join field f on f.data_type_id = new.data_type_id and f.state in ('filling', 'indexed')""");

    private static final String INDEX_CHANGED = INDEX.formatted("""
            unnest(?::bigint[], ?::bigint[], ?::text[]) as changed (data_type_id, record_id, key)
            join record_view r on r.data_type_id = changed.data_type_id and r.record_id = changed.record_id
            join field f on f.data_type_id = changed.data_type_id and f.key = changed.key
                             and f.state in ('filling', 'indexed')""");

    private static final String UNINDEX_CHANGED = """
            delete from field_index i
            using unnest(?::bigint[], ?::bigint[], ?::text[]) as changed (data_type_id, record_id, key)
            join field f on f.data_type_id = changed.data_type_id and f.key = changed.key
            where i.record_id = changed.record_id and i.field = f.id""";

    // A batch's records have few words among all there are: the words of each are made once. Those of short texts are
    // made right here: that takes half of what the function takes that cuts long texts into pieces.
    private static final String KEEP_WORDS = """
            insert into record_words (data_type_id, record_id, words)
            select data_type_id, record_id, words
            from (select r.data_type_id, r.record_id,
                         case when length(r.field_values::text) > 38000
                             then words_of(r.data_type_id, r.field_values)
                             else (select array_to_tsvector(array_agg(f.id || '/' || word))
                                   from field f
                                   cross join lateral unnest(tsvector_to_array(to_tsvector('simple',
                                       text_of(r.field_values -> f.key)))) word
                                   where f.data_type_id = r.data_type_id and f.kind = 'text'
                                   and octet_length(f.id || '/' || word) < 2000)
                         end as words
                  from (%s) as new
                  join record_view r on r.data_type_id = new.data_type_id and r.record_id = new.record_id
                  offset 0) as texts
            where words is not null
            on conflict (data_type_id, record_id) do update set words = excluded.words""";

    private static final String KEEP_ALL_WORDS =
            KEEP_WORDS.formatted("select * from unnest(?::bigint[], ?::bigint[]) as _ (data_type_id, record_id)");

    private static final String CHANGED_TEXTS = """
            select distinct data_type_id, record_id
            from unnest(?::bigint[], ?::bigint[], ?::text[]) as _ (data_type_id, record_id, key)
            join field f using (data_type_id, key)
            where f.kind = 'text'""";

    private static final String KEEP_CHANGED_WORDS = KEEP_WORDS.formatted(CHANGED_TEXTS);

    private static final String DROP_CHANGED_WORDS = """
            delete from record_words w using (%s) as changed
            where w.data_type_id = changed.data_type_id and w.record_id = changed.record_id""".formatted(CHANGED_TEXTS);

    private static final String DROP_WORDS = """
            delete from record_words w using unnest(?::bigint[], ?::bigint[]) as gone (data_type_id, record_id)
            where w.data_type_id = gone.data_type_id and w.record_id = gone.record_id""";

    private final JdbcClient jdbc;

    ValueRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A record whose row has come, or goes. */
    record Place(long dataTypeId, long recordId) {}

    /** Makes the rows of records that have none. */
    void insert(Collection<Place> records) {
        run(INDEX_ALL, records);
        run(KEEP_ALL_WORDS, records);
    }

    /** Makes the rows of the values that have changed anew. */
    void update(Collection<RecordUpdate> records) {
        var types = new ArrayList<Long>();
        var ids = new ArrayList<Long>();
        var keys = new ArrayList<String>();
        for (var update : records) {
            for (var key : update.changes().keySet()) {
                types.add(update.dataTypeId());
                ids.add(update.id());
                keys.add(key);
            }
        }
        for (var sql : List.of(UNINDEX_CHANGED, INDEX_CHANGED, DROP_CHANGED_WORDS, KEEP_CHANGED_WORDS)) {
            jdbc.sql(sql)
                    .param(types.toArray(Long[]::new))
                    .param(ids.toArray(Long[]::new))
                    .param(keys.toArray(String[]::new))
                    .update();
        }
    }

    /** Deletes all rows of records that are gone. */
    void delete(Collection<Place> records) {
        jdbc.sql("delete from field_index where record_id = any(?::bigint[])")
                .param(records.stream().map(Place::recordId).toArray(Long[]::new))
                .update();
        run(DROP_WORDS, records);
    }

    private void run(String sql, Collection<Place> records) {
        jdbc.sql(sql)
                .param(records.stream().map(Place::dataTypeId).toArray(Long[]::new))
                .param(records.stream().map(Place::recordId).toArray(Long[]::new))
                .update();
    }
}
