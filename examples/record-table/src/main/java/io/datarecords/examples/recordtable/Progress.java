package io.datarecords.examples.recordtable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each partition has been read: the offset of the message that comes next. */
@Component
final class Progress {

    private static final String INSERT = """
            insert into record_table.progress (partition, next_offset)
            select unnest(?::integer[]), 0
            on conflict do nothing""";

    private static final String SELECT = """
            select partition, next_offset from record_table.progress where partition = any(?) order by partition""";

    private static final String LOCK = SELECT + " for update";

    private static final String UPDATE = """
            update record_table.progress p
            set next_offset = new.next_offset
            from unnest(?::integer[], ?::bigint[]) as new (partition, next_offset)
            where p.partition = new.partition""";

    private final JdbcClient jdbc;

    Progress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return by partition, 0 for one that was never read */
    Map<Integer, Long> of(Collection<Integer> partitions) {
        var sorted = partitions.stream().sorted().toArray(Integer[]::new);
        jdbc.sql(INSERT).param(sorted).update();
        return query(SELECT, sorted);
    }

    /**
     * Moves on behind these messages, once the transaction commits. Until then nobody else moves on in their partitions:
     * neither a process that was thought dead, nor one whose last commit was still under way when it was killed.
     *
     * @return those that were not read before
     */
    List<ConsumerRecord<String, byte[]>> advance(ConsumerRecords<String, byte[]> messages) {
        var reached = query(
                LOCK,
                messages.partitions().stream().map(TopicPartition::partition).toArray(Integer[]::new));
        var unread = new ArrayList<ConsumerRecord<String, byte[]>>();
        var next = new TreeMap<Integer, Long>();
        for (var message : messages) {
            if (message.offset() >= reached.getOrDefault(message.partition(), 0L)) {
                unread.add(message);
                next.put(message.partition(), message.offset() + 1);
            }
        }
        jdbc.sql(UPDATE)
                .param(next.keySet().toArray(Integer[]::new))
                .param(next.values().toArray(Long[]::new))
                .update();
        return unread;
    }

    private Map<Integer, Long> query(String sql, Integer[] partitions) {
        var offsets = new TreeMap<Integer, Long>();
        jdbc.sql(sql).param(partitions).query(row -> {
            offsets.put(row.getInt("partition"), row.getLong("next_offset"));
        });
        return offsets;
    }
}
