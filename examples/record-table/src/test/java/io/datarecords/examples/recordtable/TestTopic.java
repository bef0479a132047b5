package io.datarecords.examples.recordtable;

import io.datarecords.kafka.KafkaBroker;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic of a real broker, one for all tests, and what truly happened of all that was sent to it. */
final class TestTopic {

    private static final TestTopic ONLY = new TestTopic();

    private final KafkaBroker broker;
    private final Producer<String, byte[]> producer;
    private final List<Happening> happened = new ArrayList<>();
    private final Map<Integer, Long> next = new TreeMap<>();

    private TestTopic() {
        try {
            broker = new KafkaBroker(Files.createTempDirectory("record-table-kafka"), KafkaBroker.freePort(), Map.of());
            broker.start();
            broker.awaitReady(Duration.ofSeconds(60));
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.address(), "transactional.id", "publisher"),
                    new StringSerializer(),
                    new ByteArraySerializer());
            producer.initTransactions();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static TestTopic only() {
        return ONLY;
    }

    String address() {
        return broker.address();
    }

    /** Makes it, unless it is there. */
    void create() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            if (!admin.listTopics().names().get().contains(Happening.TOPIC)) {
                var topic = new NewTopic(Happening.TOPIC, Happening.PARTITIONS, (short) 1);
                admin.createTopics(List.of(topic.configs(Map.of("cleanup.policy", "compact"))))
                        .all()
                        .get();
            }
        }
    }

    /** These happen, and are told of in one transaction; a deletion with its tombstones. */
    void publish(Happening... events) throws Exception {
        var messages = new ArrayList<ProducerRecord<String, byte[]>>();
        for (var event : events) {
            messages.addAll(messages(event));
        }
        send(messages);
        happened.addAll(Arrays.asList(events));
    }

    static List<ProducerRecord<String, byte[]>> messages(Happening event) {
        var messages = new ArrayList<ProducerRecord<String, byte[]>>();
        messages.add(event.message());
        if (event.type().equals("RecordDeleted")) {
            for (long version = 1; version < event.version(); version++) {
                messages.add(event.tombstone(version));
            }
        }
        return messages;
    }

    /** Says so in one transaction, whether it happened or not. */
    @SafeVarargs
    final void send(ProducerRecord<String, byte[]>... messages) throws Exception {
        send(List.of(messages));
    }

    void send(List<ProducerRecord<String, byte[]>> messages) throws Exception {
        for (var sent : write(messages)) {
            next.put(sent.get().partition(), sent.get().offset() + 1);
        }
        producer.commitTransaction();
    }

    void abort(List<ProducerRecord<String, byte[]>> messages) throws Exception {
        for (var sent : write(messages)) {
            sent.get(); // the broker has it
        }
        producer.abortTransaction();
    }

    private List<Future<RecordMetadata>> write(List<ProducerRecord<String, byte[]>> messages)
            throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        var sent = messages.stream().map(producer::send).toList();
        producer.flush();
        return sent;
    }

    /** By partition, the offset behind the last message that was sent to it and not taken back. */
    Map<Integer, Long> next() {
        return next;
    }

    /** What must stand in the tables of whoever has read it all. */
    Contents told() {
        return Contents.of(happened);
    }
}
