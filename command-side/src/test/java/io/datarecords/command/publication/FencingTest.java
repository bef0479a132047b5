package io.datarecords.command.publication;

import static io.datarecords.eventlog.TestLog.created;
import static io.datarecords.eventlog.TestLog.defined;
import static io.datarecords.eventlog.TestLog.deleted;
import static io.datarecords.eventlog.TestLog.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.publication.TestKafka.Message;
import io.datarecords.eventlog.TestLog;
import io.datarecords.eventlog.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that stands still and comes back finds that it may no longer write. */
class FencingTest {

    private static final int PARTITIONS = 1;

    @TempDir
    Path folder;

    @Test
    void nothingOfANodeThatStoodStillAppearsAfterTheTombstonesOfItsSuccessor() throws Exception {
        TestKafka.deleteTopic();
        try (var dataSource = TestPostgres.dataSource()) {
            var log = new TestLog(dataSource);
            long type = log.newId();
            long record = log.newId();
            log.append(defined(type, "visit", List.of(field("note", "text"))));
            log.append(created(record, type, 7L, Map.of("note", "secret")));
            // The very first message: of a transaction with one already sent, the broker would give up by itself.
            var first = EventMessage.dataTypeKey(type, 1);
            var value = EventMessage.recordKey(record, 1);
            var deletion = EventMessage.recordKey(record, 2);
            var frozen = FrozenPublisher.command(dataSource, TestKafka.ADDRESS, PARTITIONS, first, folder)
                    .start();
            try {
                awaitFile(FrozenPublisher.HAS_MESSAGE);
                signal(frozen, "STOP");

                var successor = TestPublisher.on(
                        dataSource,
                        log.log(),
                        TestKafka.connection(),
                        new PublicationProperties(true, PARTITIONS, (short) -1, Duration.ofHours(1)));
                successor.start();
                try {
                    TestKafka.readUntil(PARTITIONS, read -> keys(read).contains(value));
                    log.append(deleted(record, type, 7L));
                    TestKafka.readUntil(PARTITIONS, read -> keys(read).contains(deletion));
                    Files.createFile(folder.resolve(FrozenPublisher.GO_ON));
                    signal(frozen, "CONT");
                    awaitFile(FrozenPublisher.HAS_TRIED);

                    long last = log.newId();
                    log.append(created(last, type, 7L, Map.of("note", "last")));
                    var read =
                            TestKafka.readUntil(PARTITIONS, all -> keys(all).contains(EventMessage.recordKey(last, 1)));
                    assertThat(keys(read))
                            .containsExactly(first, value, deletion, value, EventMessage.recordKey(last, 1));
                } finally {
                    successor.stop();
                }
            } finally {
                frozen.destroyForcibly().waitFor();
            }
        }
    }

    private static List<String> keys(List<Message> messages) {
        return messages.stream().map(Message::key).toList();
    }

    private void awaitFile(String name) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(folder.resolve(name)));
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }
}
