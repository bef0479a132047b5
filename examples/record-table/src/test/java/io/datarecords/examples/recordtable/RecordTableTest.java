package io.datarecords.examples.recordtable;

import static io.datarecords.examples.recordtable.Happening.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.eventlog.TestPostgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application on a real broker and a real database: whatever the topic says, the tables are the fold of it. */
@ExtendWith(OutputCaptureExtension.class)
class RecordTableTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TestTopic TOPIC = TestTopic.only();
    private static final HikariDataSource DATABASE = TestPostgres.dataSource();
    private static final AtomicLong IDS = new AtomicLong();

    private static ConfigurableApplicationContext application;

    /** The topic comes after the application. */
    @BeforeAll
    static void start() throws Exception {
        application = RecordTable.start(
                "--spring.kafka.bootstrap-servers=" + TOPIC.address(),
                "--spring.datasource.url=" + DATABASE.getJdbcUrl(),
                "--spring.datasource.username=" + DATABASE.getUsername(),
                "--spring.datasource.password=" + DATABASE.getPassword());
        TOPIC.create();
    }

    @AfterAll
    static void stop() {
        application.close();
        DATABASE.close();
    }

    private static void awaitRead() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(progress()).containsAllEntriesOf(TOPIC.next()));
    }

    private static Map<Integer, Long> progress() {
        var progress = new HashMap<Integer, Long>();
        jdbc().sql("select * from record_table.progress").query(row -> {
            progress.put(row.getInt("partition"), row.getLong("next_offset"));
        });
        return progress;
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(DATABASE);
    }

    private static void assertThatItHasWhatIsTold() {
        awaitRead();
        Contents.of(DATABASE).assertIs(TOPIC.told(), "tables");
    }

    private static Happening ofNewRecord(@Nullable Long member, Map<String, @Nullable Object> values) {
        return created(IDS.incrementAndGet(), 1 + IDS.get() % 2, member, values);
    }

    @Test
    void whatIsCreatedUpdatedAndDeletedIsFolded() throws Exception {
        var kept = ofNewRecord(7L, Map.of("name", "Ada", "weight", new BigDecimal("71.50"), "tags", List.of("a", "b")));
        var other = ofNewRecord(7L, Map.of());
        var unowned = ofNewRecord(null, Map.of("big", 9007199254740993L, "tiny", new BigDecimal("0.10")));
        var gone = ofNewRecord(8L, Map.of("name", "Bob"));
        TOPIC.publish(kept, other, gone);
        TOPIC.publish(unowned, gone.updated(Map.of("name", "Rob")));
        assertThatItHasWhatIsTold();

        TOPIC.publish(
                kept.updated(Map.of("name", "Eva", "extra", Map.of("deep", true))),
                gone.updated(Map.of()).deleted());
        assertThatItHasWhatIsTold();
        assertThat(fieldValues(kept))
                .isEqualTo(
                        "{\"name\": \"Eva\", \"tags\": [\"a\", \"b\"], \"extra\": {\"deep\": true}, \"weight\": 71.50}");
    }

    private static String fieldValues(Happening event) {
        return jdbc().sql("select field_values from record_table.record where id = ?")
                .param(event.recordId())
                .query(String.class)
                .single();
    }

    @Test
    void aNullClearsTheField() throws Exception {
        var record = ofNewRecord(1L, Map.of("a", 1, "b", 2));
        TOPIC.publish(record, record.updated(Collections.singletonMap("a", null)));

        assertThatItHasWhatIsTold();
        assertThat(fieldValues(record)).isEqualTo("{\"b\": 2}");
    }

    @Test
    void whatComesAgainChangesNothing() throws Exception {
        var record = ofNewRecord(1L, Map.of("a", 1));
        var second = record.updated(Map.of("a", 2));
        var third = second.updated(Map.of("a", 3));
        TOPIC.publish(record, second);
        TOPIC.send(record.message(), second.message(), record.message());
        TOPIC.publish(third);
        TOPIC.send(second.message(), third.message(), record.message());

        assertThatItHasWhatIsTold();
    }

    @Test
    void whatComesAgainAfterADeletionDoesNotBringTheRecordBack() throws Exception {
        var record = ofNewRecord(1L, Map.of("a", 1));
        var deletion = record.deleted();
        TOPIC.publish(record, ofNewRecord(1L, Map.of()));
        TOPIC.publish(deletion);
        assertThatItHasWhatIsTold();

        TOPIC.send(record.message());
        assertThatItHasWhatIsTold();
        TOPIC.send(record.message(), deletion.message(), record.message());
        assertThatItHasWhatIsTold();
    }

    @Test
    void whatIsNoEventOfARecordIsPassedOver() throws Exception {
        var record = ofNewRecord(1L, Map.of("a", 1));
        var withMore = new HashMap<>(record.properties());
        withMore.put("mood", Map.of("of", "the day"));
        TOPIC.publish(ofNewRecord(1L, Map.of()));
        TOPIC.send(record.tombstone(1), Happening.marker(0), Happening.marker(1), Happening.marker(2));
        TOPIC.send(
                record.message("RecordPraised", record.properties()),
                record.message("DataTypeDefined", Map.of("name", "Praise", "version", 1)),
                new ProducerRecord<>(Happening.TOPIC, 0, "of something else", new byte[] {1, 2, 3}));
        assertThatItHasWhatIsTold();

        TOPIC.publish(record);
        TOPIC.send(record.message("RecordCreated", withMore));
        var other = ofNewRecord(1L, Map.of("a", 1));
        var otherWithMore = new HashMap<>(other.properties());
        otherWithMore.put("mood", "good");
        TOPIC.send(other.message("RecordCreated", otherWithMore));
        awaitRead();
        assertThat(Contents.of(DATABASE).rows()).containsKey(other.recordId());

        TOPIC.publish(other.deleted());
        assertThatItHasWhatIsTold();
    }

    @Test
    void whatWasTakenBackIsNotSeen() throws Exception {
        var kept = ofNewRecord(1L, Map.of("a", 1));
        TOPIC.publish(kept);
        TOPIC.abort(List.of(
                kept.updated(Map.of("a", "taken back")).message(),
                ofNewRecord(1L, Map.of()).message()));
        TOPIC.publish(kept.updated(Map.of("a", 2)));

        assertThatItHasWhatIsTold();
    }

    @Test
    void aRecordWhoseBeginningWasErasedIsLeftOutUntilItsDeletion() throws Exception {
        var erased = ofNewRecord(1L, Map.of("a", 1));
        var late = erased.updated(Map.of("a", 2)).updated(Map.of("a", 3));
        TOPIC.send(late.message());
        TOPIC.publish(ofNewRecord(1L, Map.of()));
        assertThatItHasWhatIsTold();

        TOPIC.send(late.deleted().message(), late.deleted().message());
        assertThatItHasWhatIsTold();
    }

    @Test
    void aGapInALivingRecordsVersionsIsToldAndNotAppliedUntilItIsFilled(CapturedOutput output) throws Exception {
        var record = ofNewRecord(1L, Map.of("a", 1));
        var second = record.updated(Map.of("b", 2));
        var third = second.updated(Map.of("a", 3));
        TOPIC.publish(record);
        TOPIC.send(third.message());

        assertThatItHasWhatIsTold();
        assertThat(output).contains("ERROR", "Record " + record.recordId() + ": version 3 comes after version 1");

        TOPIC.publish(second, third);
        assertThatItHasWhatIsTold();
    }

    /** Another process has gone on from where this batch began, or this one was killed while its commit was under way. */
    @Test
    void aBatchThatWasReadBeforeNeitherRepeatsNorTakesBackAnything() throws Exception {
        var record = ofNewRecord(1L, Map.of("a", 1));
        var other = ofNewRecord(1L, Map.of("a", 1));
        var messages = TestTopic.messages(record);
        TOPIC.publish(record, record.updated(Map.of("a", 2)), other, other.deleted());
        assertThatItHasWhatIsTold();
        var before = progress();

        application.getBean(Table.class).apply(batch(record.partition(), 0, messages.getFirst()));

        assertThat(progress()).isEqualTo(before);
        assertThatItHasWhatIsTold();
    }

    @Test
    void twoProcessesInOnePartitionRepeatAndTakeBackNothing() {
        // given
        int partition = 1000;
        jdbc().sql("insert into record_table.progress values (?, 0)")
                .param(partition)
                .update();
        var table = application.getBean(Table.class);
        var processes = Executors.newVirtualThreadPerTaskExecutor();
        for (int round = 0; round < 50; round++) {
            var record = created(1_000_000 + round, 77, 1L, Map.of("a", 1));
            var creation = record.message();
            var update = record.updated(Map.of("a", 2)).message();
            var shorter = batch(partition, 2 * round, creation);
            var longer = batch(partition, 2 * round, creation, update);

            // when
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> table.apply(longer), processes),
                            CompletableFuture.runAsync(() -> table.apply(shorter), processes))
                    .join();

            // then
            assertThat(progress()).containsEntry(partition, 2L * round + 2);
            var contents = Contents.of(DATABASE);
            assertThat(contents.counts()).containsEntry("77 of 1", round + 1L);
            assertThat(contents.rows().get(record.recordId()).version()).isEqualTo(2);
        }
        processes.close();
        table.apply(batch(partition, 100, deletions(1_000_000, 50)));
        assertThat(Contents.of(DATABASE).counts()).doesNotContainKey("77 of 1");
    }

    private static ProducerRecord<String, byte[]>[] deletions(long firstId, int count) {
        return LongStream.range(firstId, firstId + count)
                .mapToObj(id -> created(id, 77, 1L, Map.of()).updated(Map.of()).deleted())
                .map(Happening::message)
                .<ProducerRecord<String, byte[]>>toArray(ProducerRecord[]::new);
    }

    @SafeVarargs
    private static ConsumerRecords<String, byte[]> batch(
            int partition, long offset, ProducerRecord<String, byte[]>... messages) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var message : messages) {
            var record = new ConsumerRecord<>(
                    Happening.TOPIC,
                    partition,
                    offset + records.size(),
                    0,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    message.key(),
                    message.value(),
                    message.headers(),
                    Optional.empty());
            records.add(record);
        }
        return new ConsumerRecords<>(Map.of(new TopicPartition(Happening.TOPIC, partition), records), Map.of());
    }

    @Test
    void nothingIsSkippedWhileTheDatabaseRefuses(CapturedOutput output) throws Exception {
        jdbc().sql("alter table record_table.record add constraint refused check (field_values ->> 'a' <> 'refused')")
                .update();
        var refused = ofNewRecord(1L, Map.of("a", "refused"));
        var sameBatch = ofNewRecord(1L, Map.of());
        TOPIC.publish(refused, refused.updated(Map.of("b", 1)), sameBatch);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(output).contains("they are read again"));
        TOPIC.publish(ofNewRecord(1L, Map.of()));

        jdbc().sql("alter table record_table.record drop constraint refused").update();

        assertThatItHasWhatIsTold();
    }
}
