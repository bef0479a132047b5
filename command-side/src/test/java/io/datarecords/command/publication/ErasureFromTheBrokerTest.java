package io.datarecords.command.publication;

import static io.datarecords.eventlog.TestLog.created;
import static io.datarecords.eventlog.TestLog.defined;
import static io.datarecords.eventlog.TestLog.deleted;
import static io.datarecords.eventlog.TestLog.field;
import static io.datarecords.eventlog.TestLog.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.eventlog.TestLog;
import io.datarecords.eventlog.TestPostgres;
import io.datarecords.kafka.KafkaBroker;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the broker has on its disk of a record that has been deleted: looked for in the bytes of its files. */
class ErasureFromTheBrokerTest {

    private static final Duration ERASED_WITHIN = Duration.ofSeconds(10);
    private static final int PARTITIONS = 3;
    private static final String CANARY = "canary-7f3a9c51";

    @TempDir
    Path folder;

    @Test
    void noByteOfItsValuesIsLeftAfterTheStatedTimeAlsoWhereNothingElseIsWritten() throws Exception {
        try (var broker = new KafkaBroker(folder, KafkaBroker.freePort(), Map.of("log.cleaner.backoff.ms", "500"));
                var dataSource = TestPostgres.dataSource()) {
            broker.start();
            broker.awaitReady(Duration.ofSeconds(60));
            var log = new TestLog(dataSource);
            long type = log.newId();
            long record = log.newId();
            log.append(defined(type, "visit", List.of(field("note", "text"))));
            var publisher = TestPublisher.on(
                    dataSource,
                    log.log(),
                    Map.of("bootstrap.servers", broker.address()),
                    new PublicationProperties(true, PARTITIONS, (short) -1, ERASED_WITHIN));
            publisher.start();
            try {
                log.append(created(record, type, 7L, Map.of("note", CANARY)));
                log.append(updated(record, type, 7L, Map.of("note", CANARY + " again")));
                awaitPublished(dataSource);
                assertThat(hasCanary(broker.data())).isTrue();

                log.append(deleted(record, type, 7L));
                awaitPublished(dataSource);

                Awaitility.await().atMost(ERASED_WITHIN).until(() -> !hasCanary(broker.data()));
            } finally {
                publisher.stop();
            }
        }
    }

    private static void awaitPublished(DataSource dataSource) {
        var progress = TestPublisher.progress(dataSource);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> progress.lag().events() == 0);
    }

    private static boolean hasCanary(Path data) {
        return Stream.of(data.toFile().listFiles(File::isDirectory))
                .flatMap(partition -> Stream.of(partition.listFiles()))
                .anyMatch(file -> holdsCanary(file.toPath()));
    }

    private static boolean holdsCanary(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY);
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
