package io.datarecords.standalone.benchmark;

import static io.datarecords.standalone.Client.field;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess;
import io.datarecords.standalone.benchmark.Loader.Requests;
import io.datarecords.standalone.benchmark.MillionRecords.Appended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Measures the service beside the limits of the machine, in one run: {@code benchmarks/run} starts it. The service runs
 * as users start it, without Kafka, with a heap of 512 MB and a million records.
 */
public final class Benchmark {

    private static final List<String> HEAP = List.of("-Xmx512m");
    private static final List<Integer> CONNECTIONS = List.of(32, 128);

    private final Plan plan;
    private final Path folder;
    private final StandaloneProcess service;
    private final Bare bare;
    private final Pgbench pgbench;
    private final Client manager;
    private final JdbcClient database;
    private final Report report;
    private final SplittableRandom random = new SplittableRandom(1);

    private Benchmark(Plan plan, Path folder, StandaloneProcess service, Bare bare, Report report) throws Exception {
        this.plan = plan;
        this.folder = folder;
        this.service = service;
        this.bare = bare;
        this.report = report;
        this.manager = Client.manager(service);
        this.database = service.database();
        this.pgbench = new Pgbench(folder, service.jdbcUrl(), service.databaseUser(), service.databasePassword());
    }

    /**
     * How much is measured.
     *
     * @param records a multiple of 100
     */
    record Plan(int records, Duration measured, Duration warmUp) {

        static Plan of(String[] arguments) {
            return arguments.length == 0
                    ? new Plan(1_000_000, Duration.ofSeconds(10), Duration.ofSeconds(60))
                    : new Plan(
                            Integer.parseInt(arguments[0]),
                            Duration.ofSeconds(Long.parseLong(arguments[1])),
                            Duration.ofSeconds(Long.parseLong(arguments[2])));
        }
    }

    /** Arguments for a shorter run: how many records, seconds measured and seconds of warm-up. */
    public static void main(String[] arguments) throws Exception {
        var plan = Plan.of(arguments);
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "benchmark-");
        try (var service = StandaloneProcess.measured(folder.resolve("data"), HEAP);
                var bare = Bare.start(folder, service.port(), HEAP)) {
            var report = new Report();
            new Benchmark(plan, folder, service, bare, report).run();
            report.publish(arguments.length == 0);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void run() throws Exception {
        var type = manager.defined(Map.of(
                "name",
                "Visit",
                "slug",
                "visit",
                "isCollection",
                true,
                "fields",
                List.of(
                        field("case", "integer", "shouldIndex", true),
                        field("subject", "text"),
                        field("score", "integer"),
                        field("at", "datetime"),
                        field("note", "long_text"))));
        var template = manager.post(type + "/records", visit(0)).id();
        var records = replay(Long.parseLong(type.substring(type.lastIndexOf('/') + 1)), template);
        var http = new Http(manager.base(), manager.token());
        var paths = new Paths(http, type, records);
        warmUp(paths);
        measure(paths);
    }

    private static void say(String text) {
        System.err.println(text);
    }

    private Appended replay(long type, long template) throws Exception {
        say("Appending " + plan.records + " events …");
        var appended = MillionRecords.append(database, type, template, plan.records);
        say("Replaying them …");
        var took = timed(() -> awaitViews(appended.position()));
        report.replay(plan.records / seconds(took));
        database.sql("vacuum analyze").update();
        return appended;
    }

    private void awaitViews(long position) {
        while (database.sql("select position from log.follower where name = 'views'")
                        .query(Long.class)
                        .single()
                < position) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Duration timed(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private String visit(int number) {
        return """
                {"fieldValues":{"case":%d,"subject":"Follow-up after the operation","score":%d,\
                "at":"2026-01-01T10:00:00Z","note":"The knee bends to ninety degrees, the scar is dry, next \
                visit in three weeks."}}""".formatted(random.nextInt(plan.records / MillionRecords.PER_CASE), number % 100);
    }

    /** The requests that are measured. */
    private final class Paths {

        private final Http http;
        private final String type;
        private final Appended records;
        private int number;

        Paths(Http http, String type, Appended records) {
            this.http = http;
            this.type = type;
            this.records = records;
        }

        long record() {
            return random.nextLong(records.firstId(), records.lastId() + 1);
        }

        byte[] create() {
            return http.post(type + "/records", visit(number++));
        }

        byte[] update() {
            return http.put(type + "/records/" + record(), "{\"fieldValues\":{\"score\":" + (1_000 + number++) + "}}");
        }

        byte[] upsert() {
            return http.post(type + "/upsert/visit-" + random.nextInt(20_000), visit(number++));
        }

        byte[] get() {
            return http.get(type + "/records/" + record());
        }

        byte[] list() {
            return http.get(
                    type + "/records?pageSize=20&case=" + random.nextInt(plan.records / MillionRecords.PER_CASE));
        }

        byte[] counts() {
            return http.get("/data-types/member-record-counts?member_id=" + random.nextInt(1, 1_000));
        }

        byte[] bareList() {
            return http.get(type + "/records?pageSize=20");
        }
    }

    private void warmUp(Paths paths) {
        say("Warming up …");
        var each = plan.warmUp.dividedBy(4);
        for (Requests requests : List.<Requests>of(paths::create, paths::update, paths::get, paths::list)) {
            Loader.load(service.port(), 32, each, requests);
        }
        for (Requests requests : List.<Requests>of(paths::create, paths::get)) {
            Loader.load(bare.port(), 32, each, requests);
        }
        awaitViews(head());
    }

    private long head() {
        return database.sql("select position from log.head").query(Long.class).single();
    }

    private void measure(Paths paths) throws Exception {
        var event = eventRow();
        var select = "\\set id random(" + paths.records.firstId() + ", " + paths.records.lastId() + ")\n"
                + "select * from view.record_view where data_type_id = "
                + paths.type.substring(paths.type.lastIndexOf('/') + 1) + " and record_id = :id;";
        for (int connections : CONNECTIONS) {
            boolean few = connections == 32;
            var inserted = pgbench(event, "create", connections);
            work("create", connections, paths::create, bare(connections, paths::create), inserted, few ? 0.5 : 0.65);
            work("update", connections, paths::update, bare(connections, paths::update), inserted, few ? 0.45 : 0.6);
            work("upsert", connections, paths::upsert, bare(connections, paths::create), inserted, null);
            var selected = pgbench(select, "get", connections);
            var bareGet = bare(connections, paths::get);
            work("get by id", connections, paths::get, bareGet, selected, 0.7);
            work("counts", connections, paths::counts, bareGet, selected, 0.6);
            work("list of 20, filtered", connections, paths::list, bare(connections, paths::bareList), selected, 0.35);
        }
    }

    private double bare(int connections, Requests requests) {
        return Loader.load(bare.port(), connections, plan.measured, requests).perSecond();
    }

    private Double pgbench(String script, String name, int connections) throws Exception {
        say("pgbench " + name + " at " + connections + " …");
        return pgbench.run(script, Map.of("payload", payload()), connections, plan.measured).stream()
                .boxed()
                .findFirst()
                .orElse(null);
    }

    private String payload() {
        return database.sql("select payload::text from log.event where type = 'RecordCreated' limit 1")
                .query(String.class)
                .single();
    }

    private String eventRow() {
        database.sql("create schema if not exists benchmark").update();
        database.sql("create table if not exists benchmark.event (like log.event including all)")
                .update();
        database.sql("create sequence if not exists benchmark.position").update();
        return """
                insert into benchmark.event values (nextval('benchmark.position'), gen_random_uuid(),
                    '0d9c4f5e-3b1a-4c53-9a4e-6f3a1b2c3d4e', 'records', currval('benchmark.position'), 0, 'RecordCreated', 1,
                    now(), (:payload)::jsonb, '{}');""";
    }

    private void work(
            String work, int connections, Requests requests, Double bareRate, Double pgbenchRate, Double wanted) {
        say(work + " at " + connections + " …");
        var load = Loader.load(service.port(), connections, plan.measured, requests);
        long head = head();
        long behind = head
                - database.sql("select position from log.follower where name = 'views'")
                        .query(Long.class)
                        .single();
        var caughtUp = timed(() -> awaitViews(head));
        var row = new Row(work, connections, load, bareRate, pgbenchRate, wanted);
        report.add(row);
        say(row.markdown().strip() + " behind " + behind + " events, " + caughtUp.toMillis() + " ms");
    }
}
