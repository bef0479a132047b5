package io.datarecords.standalone;

import static io.datarecords.standalone.Client.field;

import io.datarecords.kafka.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No test of the suite: {@code benchmarks/publication} runs it. */
class PublicationBenchmark {

    private static final int CONNECTIONS = 32;
    private static final int WAITING = 20_000;
    private static final int PARTITIONS = 12;
    private static final Duration WARM_UP = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void eventsThatWaitedBesideCreates() throws Exception {
        try (var broker = new KafkaBroker(folder.resolve("kafka"), KafkaBroker.freePort(), KafkaServer.SETTINGS)) {
            broker.start();
            broker.awaitReady(Duration.ofSeconds(60));
            try (var service = StandaloneProcess.atFullSpeed(folder.resolve("data"), broker.address())) {
                var manager = Client.manager(service);
                var type = manager.define(
                        "reading", field("value", "integer"), field("note", "text"), field("at", "datetime"));
                var end = Instant.now().plus(WARM_UP);
                create(manager, type, Integer.MAX_VALUE, end);
                PublicationIT.awaitPublished(service.database());
                broker.kill();

                var started = Instant.now();
                create(manager, type, WAITING, Instant.MAX);
                double creates = WAITING / seconds(started, Instant.now());

                long before = published(service);
                broker.start();
                PublicationIT.awaitPublished(service.database());
                report(creates, PublishedTopic.rate(broker.address(), PARTITIONS, before));
            }
        }
    }

    private static void create(Client manager, String type, int most, Instant end) throws Exception {
        var begun = new AtomicInteger();
        Crowd.of(CONNECTIONS, _ -> {
            for (int i = begun.getAndIncrement();
                    i < most && Instant.now().isBefore(end);
                    i = begun.getAndIncrement()) {
                manager.create(
                        type, "value", i, "note", "A note of some length, number " + i, "at", "2026-01-01T00:00:00Z");
            }
            return null;
        });
    }

    private static long published(StandaloneProcess service) {
        return service.database()
                .sql("select position from publication.progress")
                .query(Long.class)
                .single();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private static void report(double creates, double published) throws Exception {
        var text = """
                creates over HTTP, %d connections, broker away: %,.0f/s
                %,d events that waited, from the first to the last on the broker: %,.0f/s
                ratio: %.1f
                """.formatted(CONNECTIONS, creates, WAITING, published, published / creates);
        Files.writeString(Path.of("target", "publication-benchmark.txt"), text);
    }
}
