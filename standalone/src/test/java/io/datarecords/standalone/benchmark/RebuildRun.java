package io.datarecords.standalone.benchmark;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rebuilds the views twice beside 500 writes a second, with somebody who reads what has just been written. */
final class RebuildRun {

    private static final double WRITES = 500;
    private static final Duration SLICE = Duration.ofSeconds(2);
    private static final Duration BASELINE = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 16;
    private static final List<String> TABLES =
            List.of("record_view", "record_version", "record_count", "member_record_count", "data_type_view");

    // Values are merged in the order of the log; null clears.
    private static final String FOLD = """
            create aggregate pg_temp.merged(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}');
            create temp table fold as
            select aggregate as record_id, max(sequence) + 1 as version,
                   jsonb_strip_nulls(pg_temp.merged(coalesce(payload -> 'values', payload -> 'changes') order by sequence))
                   as field_values
            from log.event where kind = 'records' group by aggregate having not bool_or(type = 'RecordDeleted')""";

    private static final String HASH =
            "select count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)" + " from %s t";

    private final StandaloneProcess service;
    private final Client manager;
    private final Visits visits;
    private final JdbcClient database;
    private final Client operator;

    RebuildRun(StandaloneProcess service, Client manager, Visits visits) {
        this.service = service;
        this.manager = manager;
        this.visits = visits;
        this.database = service.database();
        this.operator = manager.as(null, "operations:admin");
    }

    void measure(Consumer<String> report) throws Exception {
        Report.say("Warming up …");
        Loader.paced(service.port(), CONNECTIONS, WRITES, BASELINE, this::write);
        var isOver = new AtomicBoolean();
        var reader = new Reader(manager);
        var reads = CompletableFuture.runAsync(() -> reader.readUntil(isOver));
        var alone = Loader.paced(service.port(), CONNECTIONS, WRITES, BASELINE, this::write);
        isOver.set(true);
        reads.join();
        report.accept(
                "%s writes/s (creates and updates), beside somebody who reads what was just written: p50 %s ms, p99 %s ms"
                        .formatted(
                                Row.whole(alone.perSecond()),
                                Row.millis(alone.percentile(50)),
                                Row.millis(alone.percentile(99))));
        for (int round = 1; round <= 2; round++) {
            report.accept("rebuild " + round + ": " + rebuild(alone));
        }
    }

    private byte[] write() {
        return Math.random() < 0.5 ? visits.create() : visits.update();
    }

    private String rebuild(Load alone) throws Exception {
        int old = live();
        long head = new Views(database).head();
        var isOver = new AtomicBoolean();
        var reader = new Reader(manager);
        var reads = CompletableFuture.runAsync(() -> reader.readUntil(isOver));
        long begun = System.nanoTime();
        operator.operate("POST", "/actuator/rebuild");
        var slices = new ArrayList<Load>();
        while (live() == old) {
            slices.add(Loader.paced(service.port(), CONNECTIONS, WRITES, SLICE, this::write));
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        isOver.set(true);
        reads.join();
        var beside = merged(slices);
        return "%s events in %.0f s, %s/s; beside it %s writes/s, p99 %s ms, × %.2f; %d of %d reads right; %s"
                .formatted(
                        Row.whole(head),
                        seconds,
                        Row.whole(head / seconds),
                        Row.whole(beside.perSecond()),
                        Row.millis(beside.percentile(99)),
                        beside.percentile(99) / alone.percentile(99),
                        reader.right.get(),
                        reader.all.get(),
                        compared(old));
    }

    private static Load merged(List<Load> slices) {
        long[] nanos = slices.stream()
                .flatMapToLong(load -> Arrays.stream(load.sortedNanos()))
                .toArray();
        var duration = slices.stream().map(Load::duration).reduce(Duration.ZERO, Duration::plus);
        return Load.of(duration, nanos, nanos.length, slices.getLast().statuses());
    }

    /** The old generation goes on for ten seconds, and is there for twenty. */
    private String compared(int old) {
        long head = new Views(database).head();
        while (position(old) < head || position(live()) < head) {
            Views.pause();
        }
        boolean isSame =
                TABLES.stream().allMatch(table -> hash("view_" + old, table).equals(hash("view_" + live(), table)));
        return isSame && isFold() ? "old, new and the fold of the log are the same, hash by hash" : "NOT THE SAME";
    }

    private boolean isFold() {
        var hashes = new ArrayList<String>();
        var connection = new org.springframework.jdbc.datasource.SingleConnectionDataSource(
                url(), service.databaseUser(), password(), true);
        try {
            var jdbc = JdbcClient.create(connection);
            Stream.of(FOLD.split(";\n")).forEach(sql -> jdbc.sql(sql).update());
            hashes.add(jdbc.sql(HASH.formatted("fold")).query(String.class).single());
            hashes.add(jdbc.sql(HASH.formatted(
                            "(select record_id, version, field_values from view_" + live() + ".record_view)"))
                    .query(String.class)
                    .single());
        } finally {
            connection.destroy();
        }
        return hashes.getFirst().equals(hashes.getLast());
    }

    private String url() {
        try {
            return service.jdbcUrl();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String password() {
        try {
            return service.databasePassword();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String hash(String schema, String table) {
        return database.sql(HASH.formatted(schema + "." + table))
                .query(String.class)
                .single();
    }

    private long position(int generation) {
        return database.sql("select position from log.follower where name = ?")
                .param("view_" + generation)
                .query(Long.class)
                .single();
    }

    private int live() {
        return database.sql("select id from views.generation where state = 'live'")
                .query(Integer.class)
                .single();
    }

    /** Creates a record, and looks whether the list and the counts have it, again and again. */
    private static final class Reader {
        private final Client client;
        private final String type;
        private final AtomicInteger right = new AtomicInteger();
        private final AtomicInteger all = new AtomicInteger();

        Reader(Client client) {
            this.client = client;
            this.type = client.defined(java.util.Map.of(
                    "name", "Check " + System.nanoTime(), "fields", List.of(Client.field("n", "integer"))));
        }

        void readUntil(AtomicBoolean isOver) {
            for (int n = 1; !isOver.get(); n++) {
                long id = client.post(type + "/records", java.util.Map.of("fieldValues", java.util.Map.of("n", n)))
                        .id();
                var list = client.get(type + "/records?pageSize=1");
                var count = client.get("/data-types/member-record-counts");
                boolean isListed = list.json().get("total").asInt() == n
                        && list.at("/items/0/id").equals("" + id);
                boolean isCounted = count.at("/counts/" + type.substring(type.lastIndexOf('/') + 1))
                        .equals("" + n);
                all.addAndGet(2);
                right.addAndGet((isListed ? 1 : 0) + (isCounted ? 1 : 0));
            }
        }
    }
}
