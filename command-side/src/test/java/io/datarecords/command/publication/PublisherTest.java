package io.datarecords.command.publication;

import static io.datarecords.eventlog.TestLog.created;
import static io.datarecords.eventlog.TestLog.defined;
import static io.datarecords.eventlog.TestLog.deleted;
import static io.datarecords.eventlog.TestLog.field;
import static io.datarecords.eventlog.TestLog.updated;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.command.publication.TestKafka.Message;
import io.datarecords.eventlog.TestLog;
import io.datarecords.eventlog.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What consumers find on the topic, over a real broker and a real log. */
class PublisherTest {

    private static final int PARTITIONS = 3;

    private final HikariDataSource dataSource = TestPostgres.dataSource();
    private final TestLog log = new TestLog(dataSource);
    private final List<Publisher> running = new ArrayList<>();
    private final long type = log.newId();

    @BeforeEach
    void emptyTopic() throws Exception {
        TestKafka.deleteTopic();
        log.append(defined(type, "visit", List.of(field("note", "text"))));
    }

    @AfterEach
    void stop() {
        running.forEach(Publisher::stop);
        dataSource.close();
    }

    private Publisher publisher() {
        return publisher(Duration.ofHours(1));
    }

    private Publisher publisher(Duration erasedWithin) {
        var node = TestPublisher.on(
                dataSource,
                log.log(),
                TestKafka.connection(),
                new PublicationProperties(true, PARTITIONS, (short) -1, erasedWithin));
        running.add(node);
        node.start();
        return node;
    }

    private static List<Message> readUntil(String lastKey) {
        return TestKafka.readUntil(
                PARTITIONS,
                read -> read.stream().anyMatch(message -> message.key().equals(lastKey)));
    }

    private static List<String> keys(List<Message> messages) {
        return messages.stream().map(Message::key).toList();
    }

    private static String key(long record, int version) {
        return "record/" + record + "/" + version;
    }

    private static Stream<Message> of(List<Message> messages, long record) {
        return messages.stream().filter(message -> message.key().startsWith("record/" + record + "/"));
    }

    private long newRecord(String note) {
        long id = log.newId();
        log.append(created(id, type, 7L, Map.of("note", note)));
        return id;
    }

    private void update(long record, String note) {
        log.append(updated(record, type, 7L, Map.of("note", note)));
    }

    private void delete(long record) {
        log.append(deleted(record, type, 7L));
    }

    @Nested
    class Events {

        @Test
        void comeInTheOrderOfTheirVersionsInThePartitionOfTheirRecord() {
            long record = newRecord("a");
            publisher();
            update(record, "b");
            update(record, "c");

            var read = readUntil(key(record, 3));

            assertThat(of(read, record))
                    .extracting(Message::key)
                    .containsExactly(key(record, 1), key(record, 2), key(record, 3));
            assertThat(of(read, record))
                    .extracting(Message::type)
                    .containsExactly("RecordCreated", "FieldsUpdated", "FieldsUpdated");
            assertThat(of(read, record)).extracting(Message::partition).containsOnly((int) (record % PARTITIONS));
            assertThat(keys(read)).contains("type/" + type + "/1");
        }

        @Test
        void goOnWhereAnotherNodeLeftOff() {
            long record = newRecord("a");
            publisher().stop();
            update(record, "b");

            publisher();

            assertThat(keys(readUntil(key(record, 2)))).doesNotHaveDuplicates();
        }

        @Test
        void comeFromTheBeginningWhenTheTopicIsANewOne() throws Exception {
            long record = newRecord("a");
            var first = publisher();
            readUntil(key(record, 1));
            first.stop();
            TestKafka.deleteTopic();

            publisher();

            assertThat(keys(TestKafka.readUntil(PARTITIONS, all -> all.size() >= 2)))
                    .containsExactlyInAnyOrder("type/" + type + "/1", key(record, 1));
        }

        @Test
        void arePublishedByOneOfSeveralNodes() {
            publisher();
            publisher();
            for (int i = 0; i < 50; i++) {
                newRecord("a");
            }
            newRecord("b");

            // the last one may be read before others of its transaction, which are in other partitions
            assertThat(keys(TestKafka.readUntil(PARTITIONS, all -> all.size() >= 52)))
                    .doesNotHaveDuplicates()
                    .hasSize(52);
        }

        @Test
        void areCountedWhileTheyWait() {
            var progress = TestPublisher.progress(dataSource);
            long record = newRecord("a");
            assertThat(progress.lag().events()).isEqualTo(2);
            assertThat(progress.lag().seconds()).isPositive();

            publisher();
            readUntil(key(record, 1));

            Awaitility.await().untilAsserted(() -> assertThat(progress.lag()).isEqualTo(new Progress.Lag(0, 0, 0)));
        }
    }

    @Nested
    class ADeletion {

        @Test
        void isFollowedByATombstoneForEachEarlierVersion() {
            long record = newRecord("a");
            update(record, "b");
            publisher();
            readUntil(key(record, 2));
            delete(record);

            var read = of(readUntil(key(record, 3)), record).toList();
            var tombstones =
                    TestKafka.readUntil(PARTITIONS, all -> of(all, record).count() == 5);

            assertThat(read)
                    .first()
                    .satisfies(first -> assertThat(first.value()).isNotNull());
            assertThat(of(tombstones, record).skip(2))
                    .extracting(Message::key)
                    .containsExactly(key(record, 3), key(record, 1), key(record, 2));
            assertThat(of(tombstones, record).skip(3))
                    .extracting(Message::value)
                    .containsOnlyNulls();
        }

        @Test
        void beforeTheFirstPublicationLeavesNothingOfTheRecordElse() {
            long record = newRecord("secret");
            update(record, "secret, too");
            delete(record);

            publisher();

            var read = TestKafka.readUntil(PARTITIONS, all -> of(all, record).count() == 3);
            assertThat(read)
                    .noneMatch(message -> String.valueOf(message.value()).contains("secret"));
            assertThat(of(read, record)).first().extracting(Message::type).isEqualTo("RecordDeleted");
        }

        @Test
        void isFollowedByAMarkerOnEachPartitionUntilAllHaveBegunANewSegment() {
            var progress = TestPublisher.progress(dataSource);
            long record = newRecord("a");
            publisher(Duration.ofSeconds(10));
            delete(record);

            var read = TestKafka.readUntil(
                    PARTITIONS, all -> keys(all).containsAll(List.of("marker/0", "marker/1", "marker/2")));

            assertThat(read)
                    .filteredOn(message -> message.key().equals("marker/2"))
                    .allMatch(message -> message.partition() == 2 && message.value() == null);
            Awaitility.await().until(() -> !progress.look("any", Duration.ZERO).markersDue());
        }
    }

    @Nested
    class ARefusedEvent {

        private static final String LARGE = "x".repeat(20_000);

        private Publisher publisherForSmallMessages() throws Exception {
            var node = publisher();
            readUntil("type/" + type + "/1");
            setMaxMessageBytes("10000");
            return node;
        }

        private static void setMaxMessageBytes(String bytes) throws Exception {
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, RecordEventsTopic.NAME);
            var change = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
            try (var admin = Admin.create(TestKafka.connection())) {
                admin.incrementalAlterConfigs(Map.of(topic, List.of(change)))
                        .all()
                        .get();
            }
        }

        @Test
        void isPutAsideWithWhatFollowsOfItsRecordAndHoldsNobodyElseUp() throws Exception {
            var node = publisherForSmallMessages();
            for (int i = 0; i < 20; i++) {
                newRecord("before");
            }
            long large = newRecord(LARGE);
            update(large, "small");
            newRecord("next");

            var read = TestKafka.readUntil(PARTITIONS, all -> all.size() >= 22);

            assertThat(of(read, large)).isEmpty();
            assertThat(keys(read)).doesNotHaveDuplicates().hasSize(22);
            assertThat(TestPublisher.progress(dataSource).lag().parked()).isEqualTo(2);
            assertThat(node.failure()).isNull();

            node.stop();
            setMaxMessageBytes(String.valueOf(RecordEventsTopic.MAX_MESSAGE_BYTES));
            publisher();

            assertThat(of(readUntil(key(large, 2)), large))
                    .extracting(Message::key)
                    .containsExactly(key(large, 1), key(large, 2));
            Awaitility.await()
                    .until(() -> TestPublisher.progress(dataSource).lag().parked() == 0);
        }

        @Test
        void isForgottenWhenItsRecordIsDeleted() throws Exception {
            publisherForSmallMessages();
            long large = newRecord(LARGE);
            Awaitility.await()
                    .until(() -> TestPublisher.progress(dataSource).lag().parked() == 1);

            delete(large);

            assertThat(of(readUntil(key(large, 2)), large))
                    .extracting(Message::type)
                    .contains("RecordDeleted");
            assertThat(TestPublisher.progress(dataSource).lag().parked()).isZero();
        }
    }

    @Nested
    class ATopic {

        @Test
        void thatDiffersIsNotPublishedToAndWhatDiffersIsSaid() throws Exception {
            try (var admin = Admin.create(TestKafka.connection())) {
                admin.createTopics(List.of(new NewTopic(RecordEventsTopic.NAME, Optional.of(5), Optional.empty())))
                        .all()
                        .get();
            }

            var node = publisher();

            Awaitility.await().until(() -> node.failure() != null);
            assertThat(node.failure())
                    .isInstanceOf(TopicMismatch.class)
                    .hasMessageContaining("it has 5 partitions (expected: 3)")
                    .hasMessageContaining("cleanup.policy is delete (expected: compact)")
                    .hasMessageContaining("message.timestamp.type is CreateTime (expected: LogAppendTime)")
                    .hasMessageContaining("segment.ms is 604800000 (expected: 720000)");
            assertThat(TestPublisher.progress(dataSource).lag().events()).isEqualTo(1);
        }
    }

    /** As after a restore, which forgets what was published. */
    @Nested
    class ATopicOfAnotherLog {

        @Test
        void isNotPublishedToUntilItHasBeenDeleted() throws Exception {
            long record = newRecord("a");
            var before = publisher();
            readUntil(key(record, 1));
            before.stop();
            JdbcClient.create(dataSource)
                    .sql("update publication.progress set position = 0, topic = null")
                    .update();

            var node = publisher();

            Awaitility.await().until(() -> node.failure() != null);
            assertThat(node.failure()).isInstanceOf(UsedTopic.class).hasMessageContaining("kafka-topics.sh --delete");
            assertThat(TestPublisher.progress(dataSource).lag().events()).isEqualTo(2);
            TestKafka.deleteTopic();
            assertThat(keys(TestKafka.readUntil(PARTITIONS, all -> all.size() >= 2)))
                    .containsExactlyInAnyOrder("type/" + type + "/1", key(record, 1));
        }
    }

    @Nested
    class ABroker {

        @Test
        void thatIsNotThereIsSaidAndNothingIsLost() throws Exception {
            var node = TestPublisher.on(
                    dataSource,
                    log.log(),
                    Map.of(
                            "bootstrap.servers", "127.0.0.1:1",
                            "request.timeout.ms", "500",
                            "default.api.timeout.ms", "500"),
                    new PublicationProperties(true, PARTITIONS, (short) -1, Duration.ofHours(1)));
            running.add(node);
            node.start();

            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> node.failure() != null);

            assertThat(node.failure()).isInstanceOf(BrokerFailure.class);
            assertThat(TestPublisher.progress(dataSource).lag().events()).isEqualTo(1);
        }
    }
}
