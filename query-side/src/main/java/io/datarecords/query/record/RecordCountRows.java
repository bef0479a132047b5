package io.datarecords.query.record;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The counts of records: a row for each data type that has some. */
@Component
final class RecordCountRows {

    // As with the members' counts: nobody races this merge, and no row is left at zero.
    private static final String ADD = """
            merge into record_count c
            using unnest(?::bigint[], ?::bigint[]) as new (data_type_id, records)
            on c.data_type_id = new.data_type_id
            when matched and c.records + new.records = 0 then delete
            when matched then update set records = c.records + new.records
            when not matched then insert values (new.data_type_id, new.records)""";

    private final JdbcClient jdbc;

    RecordCountRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param deltas by data type; none of them zero */
    void add(Map<Long, Long> deltas) {
        jdbc.sql(ADD)
                .param(deltas.keySet().toArray(Long[]::new))
                .param(deltas.values().toArray(Long[]::new))
                .update();
    }
}
