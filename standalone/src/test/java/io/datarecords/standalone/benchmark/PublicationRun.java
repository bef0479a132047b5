package io.datarecords.standalone.benchmark;

import io.datarecords.kafka.KafkaBroker;
import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service with its own Kafka, on what the run before it has left: all of that is published first. */
final class PublicationRun {

    private static final int CONNECTIONS = 32;

    private final Duration measured;
    private final Report report;

    PublicationRun(Duration measured, Report report) {
        this.measured = measured;
        this.report = report;
    }

    void measure(Path folder) throws Exception {
        Report.say("Publishing everything …");
        try (var service = StandaloneProcess.atFullSpeed(
                folder.resolve("data"),
                List.of(Benchmark.HEAP),
                "--kafka-port",
                String.valueOf(KafkaBroker.freePort()))) {
            var database = service.database();
            long waiting = new Views(database).head();
            long begun = System.nanoTime();
            await(database, waiting);
            double rate = waiting / ((System.nanoTime() - begun) / 1e9);
            report.add("publication of %s events that waited: %s/s".formatted(Row.whole(waiting), Row.whole(rate)));
            besideCreates(service, database);
        }
    }

    private void besideCreates(StandaloneProcess service, JdbcClient database) {
        var visits = Visits.define(Client.manager(service), database, 100);
        Loader.load(service.port(), CONNECTIONS, measured, visits::create);
        var load = Loader.load(service.port(), CONNECTIONS, measured, visits::create);
        long head = new Views(database).head();
        long behind = head - published(database);
        long begun = System.nanoTime();
        await(database, head);
        report.add("creates with Kafka on the same cores: %s/s; publication was %s events behind after %d s, for %d ms"
                .formatted(
                        Row.whole(load.perSecond()),
                        Row.whole(behind),
                        2 * measured.toSeconds(),
                        (System.nanoTime() - begun) / 1_000_000));
    }

    private static void await(JdbcClient database, long position) {
        while (published(database) < position) {
            Views.pause();
        }
    }

    private static long published(JdbcClient database) {
        return database.sql("select coalesce(max(position), 0) from publication.progress")
                .query(Long.class)
                .single();
    }
}
