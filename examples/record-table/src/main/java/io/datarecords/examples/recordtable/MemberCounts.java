package io.datarecords.examples.recordtable;

import java.util.Comparator;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many records of each data type each member has. */
@Component
final class MemberCounts {

    record Key(long dataType, long member) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return Comparator.comparingLong(Key::dataType)
                    .thenComparingLong(Key::member)
                    .compare(this, other);
        }
    }

    private static final String ADD = """
            insert into record_table.member_record_count as old (data_type, member, records)
            select * from unnest(?::bigint[], ?::bigint[], ?::bigint[])
            on conflict (data_type, member) do update set records = old.records + excluded.records""";

    private static final String DELETE_ZEROS = """
            delete from record_table.member_record_count c
            using unnest(?::bigint[], ?::bigint[]) as changed (data_type, member)
            where c.data_type = changed.data_type and c.member = changed.member and c.records = 0""";

    private final JdbcClient jdbc;

    MemberCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param changes sorted, so that two processes that change the same counts never wait for each other */
    void add(Map<Key, Long> changes) {
        var types = changes.keySet().stream().map(Key::dataType).toArray(Long[]::new);
        var members = changes.keySet().stream().map(Key::member).toArray(Long[]::new);
        jdbc.sql(ADD)
                .param(types)
                .param(members)
                .param(changes.values().toArray(Long[]::new))
                .update();
        jdbc.sql(DELETE_ZEROS).param(types).param(members).update();
    }
}
