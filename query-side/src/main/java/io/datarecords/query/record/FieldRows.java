package io.datarecords.query.record;

import io.datarecords.query.record.FieldBatch.CurrentField;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes which fields there are, and what state each one's index is to get to. */
@Component
final class FieldRows {

    private static final String KEEP = """
            insert into field as f (data_type_id, key, kind, state)
            select data_type_id, key, kind,
                   case when not indexed then 'plain' when complete then 'indexed' else 'filling' end
            from unnest(?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::boolean[])
                 as now (data_type_id, key, kind, indexed, complete)
            on conflict (data_type_id, key) do update
            set state = case excluded.state when 'plain' then 'dropping' else 'filling' end, filled_to = 0
            where (excluded.state = 'plain') <> (f.state in ('plain', 'dropping'))""";

    private static final String LET_GO = """
            update field f
            set state = 'dropping'
            where f.data_type_id = any(?::bigint[]) and f.state in ('filling', 'indexed')
              and not exists (select from unnest(?::bigint[], ?::text[]) as now (data_type_id, key)
                              where now.data_type_id = f.data_type_id and now.key = f.key)""";

    private final JdbcClient jdbc;

    FieldRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Registers the fields that are new, and changes the state of those whose index is wanted or no longer so. */
    void keep(List<CurrentField> fields) {
        jdbc.sql(KEEP)
                .param(column(fields, CurrentField::dataTypeId, Long[]::new))
                .param(column(fields, CurrentField::key, String[]::new))
                .param(column(fields, CurrentField::kind, String[]::new))
                .param(column(fields, CurrentField::isIndexed, Boolean[]::new))
                .param(column(fields, CurrentField::isComplete, Boolean[]::new))
                .update();
    }

    /** Gives up the indexes of the types' fields that are not among the current ones. */
    void letGo(Collection<Long> types, List<CurrentField> current) {
        jdbc.sql(LET_GO)
                .param(types.toArray(Long[]::new))
                .param(column(current, CurrentField::dataTypeId, Long[]::new))
                .param(column(current, CurrentField::key, String[]::new))
                .update();
    }

    /** Forgets the fields of types that are gone, and with them their records' index rows. */
    void delete(Collection<Long> types) {
        jdbc.sql("delete from field where data_type_id = any(?::bigint[])")
                .param(types.toArray(Long[]::new))
                .update();
    }

    private static <T> T[] column(
            List<CurrentField> fields, Function<CurrentField, T> value, java.util.function.IntFunction<T[]> array) {
        return fields.stream().map(value).toArray(array);
    }
}
