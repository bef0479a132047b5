package io.datarecords.standalone.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an update costs a record that has had few, and one that has had many. */
final class Versions {

    private static final List<Integer> VERSIONS = List.of(10, 1_000, 10_000);
    private static final int RECORDS = 30;
    private static final int HOT_UPDATES = 300;

    /** A service remembers a record for a minute after the last update. */
    private static final long FORGOTTEN_AFTER_MILLIS = 65_000;

    private static final String UPDATE = """
            with head as (
                update log.head set position = position + :updates, time = greatest(clock_timestamp(), time)
                returning position - :updates as position, time),
            type as (
                update log.data_type_head set last_position = (select position + :updates from head) where id = :type),
            inserted as (
                insert into log.event
                    (position, event_id, workspace, kind, aggregate, sequence, type, revision, time, payload, metadata)
                select head.position + n, gen_random_uuid(), t.workspace, t.kind, :record, :had + n - 1, t.type, t.revision, head.time,
                       t.payload || jsonb_build_object('recordId', :record, 'changes', jsonb_build_object('score', n)),
                       t.metadata
                from head, generate_series(1, :updates) n,
                    (select * from log.event where type = 'FieldsUpdated' order by position limit 1) t)
            select 1""";

    private final JdbcClient jdbc;
    private final Visits visits;
    private final int port;

    Versions(JdbcClient jdbc, Visits visits, int port) {
        this.jdbc = jdbc;
        this.visits = visits;
        this.port = port;
    }

    /** Gives some records their history, and has them updated, so that they have the snapshots that they would have. */
    void prepare() {
        for (int version : VERSIONS) {
            for (long record : records(version)) {
                long had = versionOf(record);
                jdbc.sql(UPDATE)
                        .params(Map.of("record", record, "had", had, "updates", version - had, "type", visits.type()))
                        .query(Integer.class)
                        .single();
                Loader.times(port, 1, () -> visits.update(record));
            }
        }
    }

    /** Others may have been at work on it. */
    private long versionOf(long record) {
        return jdbc.sql("select count(*) from log.event where aggregate = ?")
                .param(record)
                .query(Long.class)
                .single();
    }

    private List<Long> records(int version) {
        long first = visits.lastId() - (VERSIONS.indexOf(version) + 1L) * RECORDS;
        var records = new ArrayList<Long>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(first + i);
        }
        return records;
    }

    /** One of those with a thousand versions. */
    long ofAThousand() {
        return records(1_000).getFirst();
    }

    /** The medians of updates that come out of the blue, and of those that follow others, as ratios to the first. */
    void measure(Report report) throws InterruptedException {
        Report.say("Waiting until the service has forgotten these records …");
        Thread.sleep(FORGOTTEN_AFTER_MILLIS);
        report.add("update of a record that was not in memory: " + compared(1));
        report.add("update of a record that was updated just before: " + compared(HOT_UPDATES / RECORDS));
    }

    /** In turns, so that all have the same of whatever else goes on. */
    private String compared(int updatesOfEach) {
        var millis = new double[VERSIONS.size()][RECORDS * updatesOfEach];
        for (int i = 0; i < RECORDS * updatesOfEach; i++) {
            for (int version = 0; version < VERSIONS.size(); version++) {
                long record = records(VERSIONS.get(version)).get(i % RECORDS);
                millis[version][i] =
                        Loader.times(port, 1, () -> visits.update(record)).percentile(50);
            }
        }
        var parts = new ArrayList<String>();
        double first = median(millis[0]);
        for (int version = 0; version < VERSIONS.size(); version++) {
            double median = median(millis[version]);
            parts.add(
                    "version %s %.2f ms (× %.2f)".formatted(Row.whole(VERSIONS.get(version)), median, median / first));
        }
        return String.join(", ", parts);
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
