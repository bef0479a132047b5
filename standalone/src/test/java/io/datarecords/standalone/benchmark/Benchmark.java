package io.datarecords.standalone.benchmark;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess;
import io.datarecords.standalone.benchmark.Limits.Limit;
import io.datarecords.standalone.benchmark.Loader.Requests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Measures the service beside the limits of the machine, in one run: {@code benchmarks/run} starts it. The service runs
 * as {@code ./run} starts it, with a heap of 512 MB and a million records; Kafka comes in at the end.
 */
public final class Benchmark {

    static final String HEAP = "-Xmx512m";
    private static final List<Integer> CONNECTIONS = List.of(32, 128);
    private static final int FEW = 32;
    private static final int WARM_UP_ROUNDS = 5;

    private final Plan plan;
    private final StandaloneProcess service;
    private final Visits visits;
    private final Views views;
    private final Limits limits;
    private final Report report;

    private Benchmark(Plan plan, StandaloneProcess service, Visits visits, Views views, Limits limits, Report report) {
        this.plan = plan;
        this.service = service;
        this.visits = visits;
        this.views = views;
        this.limits = limits;
        this.report = report;
    }

    /**
     * How much is measured.
     *
     * @param records  a multiple of 100
     * @param measured for each workload
     */
    record Plan(int records, Duration measured, Duration warmUp) {

        private static final Plan WHOLE = new Plan(1_000_000, Duration.ofSeconds(12), Duration.ofSeconds(160));

        static Plan of(String[] arguments) {
            return arguments.length == 0
                    ? WHOLE
                    : new Plan(
                            Integer.parseInt(arguments[0]),
                            Duration.ofSeconds(Long.parseLong(arguments[1])),
                            Duration.ofSeconds(Long.parseLong(arguments[2])));
        }
    }

    /** With arguments it is a shorter run: how many records, seconds measured and seconds of warm-up. */
    public static void main(String[] arguments) throws Exception {
        var plan = Plan.of(arguments);
        var report = new Report();
        if (!Pgbench.isInstalled()) {
            Report.say("pgbench is not installed (Debian: postgresql-contrib): there will be rates, and no ratios.");
        }
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "benchmark-");
        try {
            measureAlone(plan, folder, report);
            new PublicationRun(plan.measured(), report).measure(folder);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        System.out.print(report.markdown());
        if (plan.equals(Plan.WHOLE)) {
            report.write();
        }
    }

    private static void measureAlone(Plan plan, Path folder, Report report) throws Exception {
        try (var service = StandaloneProcess.atFullSpeed(folder.resolve("data"), List.of(HEAP), "--no-kafka");
                var bare = Bare.start(folder, service.port(), List.of(HEAP))) {
            var database = service.database();
            Report.say("Putting " + Row.whole(plan.records()) + " records into the log …");
            var visits = Visits.define(Client.manager(service), database, plan.records());
            var views = new Views(database);
            replay(plan, visits, views, report);
            var limits = new Limits(bare, pgbench(folder, service), database, visits, plan.measured());
            var benchmark = new Benchmark(plan, service, visits, views, limits, report);
            benchmark.warmUp(bare);
            benchmark.workloads();
            benchmark.visible();
            benchmark.histories(database);
            storage(views, report);
        }
    }

    private static Pgbench pgbench(Path folder, StandaloneProcess service) throws Exception {
        return new Pgbench(folder, service.jdbcUrl(), service.databaseUser(), service.databasePassword());
    }

    private static void replay(Plan plan, Visits visits, Views views, Report report) {
        double replayed = plan.records() / seconds(views.await(visits.position()));
        views.settle();
        double copied = plan.records() / seconds(views.copied());
        views.settle();
        report.add("replay of %s events into both projections: %s/s; `insert … select` of the same rows: %s/s; ratio %s"
                .formatted(
                        Row.whole(plan.records()),
                        Row.whole(replayed),
                        Row.whole(copied),
                        Row.hundredths(replayed / copied)));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** In turns, round after round: what the compiler makes of one kind of request alone, the next one undoes. */
    private void warmUp(Bare bare) {
        Report.say("Warming up …");
        var kinds = List.<Requests>of(
                visits::create,
                visits::update,
                visits::updateHot,
                visits::upsert,
                visits::get,
                visits::counts,
                visits::list);
        var each = plan.warmUp().dividedBy((long) WARM_UP_ROUNDS * kinds.size());
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (var requests : kinds) {
                Loader.load(service.port(), FEW, each, requests);
                views.await(views.head());
            }
        }
        for (var requests : List.<Requests>of(visits::create, visits::update, visits::get, visits::list)) {
            Loader.load(bare.port(), FEW, plan.warmUp().dividedBy(16), requests);
        }
    }

    private void workloads() throws Exception {
        for (int connections : CONNECTIONS) {
            boolean few = connections == FEW;
            var create = limits.write("RecordCreated", connections, visits::create);
            work("create", connections, visits::create, create, few ? 0.5 : 0.65);
            var update = limits.write("FieldsUpdated", connections, visits::update);
            work("update, any of all records", connections, visits::update, update, few ? 0.45 : 0.6);
            work("update, one of 10,000", connections, visits::updateHot, update, few ? 0.45 : 0.6);
            work("upsert", connections, visits::upsert, create, null);
            var read = limits.read(connections, visits::get);
            work("get by id", connections, visits::get, read, 0.7);
            work("counts", connections, visits::counts, read, 0.6);
            work("list of 20, filtered", connections, visits::list, limits.read(connections, visits::list), 0.35);
        }
    }

    private void work(String work, int connections, Requests requests, @Nullable Limit limit, @Nullable Double wanted) {
        var load = Loader.load(service.port(), connections, plan.measured(), requests);
        long head = views.head();
        long behind = Math.max(0, head - views.reached());
        views.await(head);
        report.add(new Row(work, connections, load, limit, wanted, behind));
    }

    /** At half of what creates came to, how long an acknowledged record takes into a list. */
    private void visible() throws Exception {
        double half = report.rateOf("create", FEW) / 2;
        var paced = CompletableFuture.supplyAsync(
                () -> Loader.paced(service.port(), FEW, half, plan.measured(), visits::create));
        var millis = new ArrayList<Double>();
        while (!paced.isDone()) {
            Loader.times(service.port(), 1, visits::create);
            var listed = Loader.times(service.port(), 1, visits::latest);
            millis.add(listed.percentile(50));
        }
        millis.sort(Double::compare);
        report.add("from the answer to a create to a list that has it, beside %s creates/s: p50 %s ms, p99 %s ms"
                .formatted(
                        Row.whole(paced.get().perSecond()),
                        Row.millis(millis.get(millis.size() / 2)),
                        Row.millis(millis.get(millis.size() * 99 / 100))));
    }

    private void histories(JdbcClient database) throws Exception {
        var versions = new Versions(database, visits, service.port());
        Report.say("Giving some records a long history …");
        versions.prepare();
        views.await(views.head());
        work("changes, page of 50 of 1,000", FEW, () -> visits.changes(versions.ofAThousand()), null, null);
        versions.measure(report);
    }

    private static void storage(Views views, Report report) {
        report.add("on disk, with indexes: %s bytes for each event of the log, %s for each record in the views"
                .formatted(Row.whole(views.bytesPerEvent()), Row.whole(views.viewBytesPerRecord())));
    }
}
