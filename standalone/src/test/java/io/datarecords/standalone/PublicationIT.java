package io.datarecords.standalone;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.kafka.KafkaBroker;
import io.datarecords.standalone.PublishedTopic.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands at full speed while the broker and a consumer are killed: in the end, all three say the same. */
class PublicationIT {

    private static final int COMMANDS = 10_000;
    private static final int WRITERS = 16;
    private static final int MEMBERS = 5;
    private static final int PARTITIONS = 12;
    private static final int FAILURES = 2;
    /** What may be sent again after a failure: the batch in hand. */
    private static final int BATCH = 500;

    @TempDir
    Path folder;

    private final AtomicInteger done = new AtomicInteger();

    @Test
    void everyEventIsPublishedInOrderWhateverHappensToTheBrokerAndTheConsumer() throws Exception {
        try (var broker = new KafkaBroker(folder.resolve("kafka"), KafkaBroker.freePort(), Map.of())) {
            broker.start();
            broker.awaitReady(Duration.ofSeconds(60));
            try (var service = StandaloneProcess.publishingTo(folder.resolve("data"), broker.address());
                    var consumer = ExampleConsumer.start(service, broker.address(), folder.resolve("consumer.out"));
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var manager = Client.manager(service);
                var type = manager.define("reading", field("value", "integer"), field("note", "text"));
                var writers = new ArrayList<Future<Void>>();
                for (int i = 0; i < WRITERS; i++) {
                    writers.add(threads.submit((Callable<Void>) () -> write(manager, type)));
                }

                var rates = new Rates();
                rates.measure("the broker up");
                broker.kill();
                consumer.kill();
                rates.measure("the broker away");
                broker.start();
                consumer.restart();
                broker.awaitReady(Duration.ofSeconds(60));
                rates.measure("the broker back");
                broker.kill();
                rates.measure("the broker away again");
                broker.start();
                consumer.kill();
                consumer.restart();
                for (var writer : writers) {
                    writer.get(180, TimeUnit.SECONDS);
                }
                var database = service.database();
                awaitPublished(database);

                var messages = PublishedTopic.read(broker.address(), PARTITIONS);
                assertComplete(messages, database);
                assertInOrder(messages);
                assertThat(PublishedTopic.fold(messages)).isEqualTo(views(database));
                awaitSame(database);
                System.out.println(rates);
            }
        }
    }

    private Void write(Client manager, String type) throws Exception {
        var random = ThreadLocalRandom.current();
        var mine = new ArrayList<Long>();
        for (int i = 0; i < COMMANDS / WRITERS; i++) {
            int dice = random.nextInt(10);
            if (mine.isEmpty() || dice < 4) {
                var body = Map.of(
                        "memberId", random.nextInt(MEMBERS) + 1, "fieldValues", Map.of("value", i, "note", "n" + i));
                var created = manager.post(type + "/records", body);
                assertThat(created.status()).isEqualTo(201);
                mine.add(created.id());
            } else if (dice < 9) {
                long id = mine.get(random.nextInt(mine.size()));
                assertThat(manager.put(type + "/records/" + id, values(Map.of("note", "n" + random.nextInt())))
                                .status())
                        .isEqualTo(200);
            } else {
                long id = mine.remove(random.nextInt(mine.size()));
                assertThat(manager.delete(type + "/records/" + id).status()).isEqualTo(200);
            }
            done.incrementAndGet();
        }
        return null;
    }

    static void awaitPublished(JdbcClient database) throws Exception {
        await(
                () -> database.sql("select p.position = h.position from publication.progress p, log.head h")
                        .query(Boolean.class)
                        .single(),
                "not everything is published");
    }

    /** Every event of the log is there, and nothing else but what was sent of records before they were deleted. */
    private static void assertComplete(List<Message> messages, JdbcClient database) {
        var logged = new HashSet<>(database.sql("select event_id::text from log.event")
                .query(String.class)
                .list());
        var deleted = database.sql("select aggregate from log.event where type = 'RecordDeleted'")
                .query(Long.class)
                .list();
        var events =
                messages.stream().filter(message -> message.value() != null).toList();
        var published = events.stream().map(Message::eventId).collect(Collectors.toSet());
        assertThat(published).containsAll(logged);
        assertThat(events.stream()
                        .filter(event -> !logged.contains(event.eventId()))
                        .map(Message::recordId)
                        .collect(Collectors.toSet()))
                .isSubsetOf(deleted);
        int again = events.size() - published.size();
        System.out.printf("%d events on the topic, %d of them again%n", published.size(), again);
        assertThat(again).isLessThanOrEqualTo(FAILURES * BATCH);
    }

    /** Each event of a record comes for the first time after those before it. */
    private static void assertInOrder(List<Message> messages) {
        messages.stream()
                .filter(Message::isOfRecord)
                .collect(Collectors.groupingBy(Message::recordId))
                .forEach((record, events) -> assertThat(
                                events.stream().map(Message::version).distinct())
                        .as("versions of record %s", record)
                        .isSorted());
    }

    private static Map<Long, String> views(JdbcClient database) {
        return rows(database, "select record_id, version, member_id, field_values from view_1.record_view");
    }

    private static void awaitSame(JdbcClient database) throws Exception {
        await(
                () -> rows(database, "select id, version, member, field_values from record_table.record")
                        .equals(views(database)),
                "the consumer's table differs from the view");
        assertThat(rows(database, "select member, records, null, null from record_table.member_record_count"))
                .isEqualTo(rows(database, "select member_id, records, null, null from view_1.member_record_count"));
    }

    /** The first column, and what the others say: a version, an owner, and values as JSON in the database's own order. */
    private static Map<Long, String> rows(JdbcClient database, String sql) {
        return database
                .sql(sql)
                .query((row, _) -> Map.entry(
                        row.getLong(1),
                        row.getLong(2) + " " + row.getLong(3) + " " + PublishedTopic.sorted(row.getString(4))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void await(Callable<Boolean> condition, String otherwise) throws Exception {
        var deadline = Instant.now().plusSeconds(90);
        while (!condition.call()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(otherwise);
            }
            Thread.sleep(100);
        }
    }

    /** How fast commands are taken in each part of the run. */
    private final class Rates {

        private static final int PART = COMMANDS / 8;

        private final StringBuilder text = new StringBuilder();

        void measure(String what) throws Exception {
            var started = Instant.now();
            int first = done.get();
            await(() -> done.get() >= Math.min(first + PART, COMMANDS), "no commands are taken");
            double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
            text.append("%s: %.0f commands/s%n".formatted(what, (done.get() - first) / seconds));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
