package io.datarecords.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** ./run with its Kafka, where messages are put on the topic by hand. */
class KafkaIT {

    private static StandaloneProcess service;
    private static int kafkaPort;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        kafkaPort = StandaloneProcess.freePort();
        service = StandaloneProcess.withKafka(folder.resolve("data"), kafkaPort);
        awaitTopic();
        awaitPublication();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Nested
    class Watching {

        @Test
        void showsEachMessageAsALine() throws Exception {
            send(
                    message("it/1", "{\"weight\":70.10,\n \"name\":\"Zoë\"}", "ce_type", "RecordCreated"),
                    message("it/2", null),
                    message("it/3", "no JSON"));

            try (var watcher = Watcher.admitted(service, "")) {
                var line = watcher.line("it/1");
                assertThat(line)
                        .contains("\"headers\":{\"ce_type\":\"RecordCreated\"}")
                        .endsWith("\"value\":{\"weight\":70.10,  \"name\":\"Zoë\"}}");
                var first = new JsonMapper().readTree(line);
                assertThat(first.get("partition").asInt()).isZero();

                var second = watcher.await("it/2");
                assertThat(second.get("value").isNull()).isTrue();
                assertThat(second.get("offset").asLong())
                        .isEqualTo(first.get("offset").asLong() + 1);

                assertThat(watcher.await("it/3").get("value").asString()).isEqualTo("no JSON");
            }
        }

        @Test
        void goesOnWithWhatComes() throws Exception {
            try (var watcher = Watcher.admitted(service, "?from=beginning")) {
                watcher.next();
                send(message("later/1", "{}"));
                watcher.await("later/1");
            }
        }

        @Test
        void mayBeginAtTheEnd() throws Exception {
            send(message("end/0", "{}"));
            try (var watcher = Watcher.admitted(service, "?from=end")) {
                send(message("end/1", "{}"));
                String line = watcher.next();
                while (line.isEmpty()) {
                    line = watcher.next();
                }
                assertThat(line).contains("end/1");
            }
        }

        @Test
        void showsNothingOfATransactionThatWasGivenUp() throws Exception {
            sendAndGiveUp(message("given-up/1", "{}"));
            send(message("kept/1", "{}"));
            try (var watcher = Watcher.admitted(service, "")) {
                String line = watcher.next();
                while (!line.contains("kept/1")) {
                    assertThat(line).doesNotContain("given-up");
                    line = watcher.next();
                }
            }
        }

        @Test
        void isForAFewAtATime() throws Exception {
            var watchers = new ArrayList<Watcher>();
            try {
                for (int i = 0; i < 8; i++) {
                    watchers.add(Watcher.admitted(service, "?from=end"));
                }
                try (var oneMore = new Watcher(service, "")) {
                    assertThat(oneMore.status()).isEqualTo(429);
                    assertThat(oneMore.rest()).contains("8 clients").contains("\"instance\":\"/dev/events\"");
                }
                watchers.removeLast().close();
                Watcher.admitted(service, "?from=end").close();
            } finally {
                for (var watcher : watchers) {
                    watcher.close();
                }
            }
            assertThat(service.output()).doesNotContain("Exception", " ERROR ", " WARN ");
        }

        @Test
        void asksForWhatThereIs() throws Exception {
            var answer = service.get("/dev/events?from=middle&to=end", "");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.violations()).containsExactlyInAnyOrder("from choice", "to unknown");
            assertThat(service.send("HEAD", "/dev/events", "", null, Map.of()).status())
                    .isEqualTo(200);
        }

        @Test
        void isForThisMachineAlone() throws Exception {
            var curl = new ProcessBuilder(
                    "curl",
                    "-sS",
                    "-o",
                    "/dev/null",
                    "-w",
                    "%{http_code}",
                    "-H",
                    "Host: evil.example",
                    "http://127.0.0.1:" + service.port() + "/dev/events");
            assertThat(new String(curl.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("403");
        }
    }

    @Nested
    class TheWelcome {

        @Test
        void saysHowToWatch() {
            service.awaitOutput("And then");
            assertThat(service.output())
                    .contains("curl -sN http://localhost:" + service.port() + "/dev/events")
                    .contains("kcat -b localhost:" + kafkaPort + " -t record-events");
        }

        @Test
        void saysNothingOfItWithoutKafka() {
            var without = SharedService.get();
            without.awaitOutput("And then");
            assertThat(without.output()).doesNotContainIgnoringCase("kafka").doesNotContain("/dev/events");
            assertThat(without.get("/dev/events", "").status()).isEqualTo(404);
        }
    }

    @Nested
    class AnEnd {

        @Test
        void leavesNothingRunningAndKeepsTheTopic() throws Exception {
            send(message("stays/1", "{}"));
            try (var watcher = Watcher.admitted(service, "")) {
                watcher.await("stays/1");
                var processes = new ArrayList<>(service.processes());
                assertThat(service.kafka()).get().isIn(processes);

                service.signal("TERM");

                assertThat(processes).allSatisfy(StandaloneProcess::awaitEnd);
            }
            isThereAgain();
        }

        @Test
        void byKillOfTheServiceAloneEndsKafkaToo() throws Exception {
            send(message("stays/1", "{}"));
            var kafka = service.kafka().orElseThrow();
            service.killServiceOnly();
            StandaloneProcess.awaitEnd(kafka);
            isThereAgain();
        }

        @Test
        void byKillOfEverythingIsSurvived() throws Exception {
            send(message("stays/1", "{}"));
            service.kill();
            isThereAgain();
        }

        @Test
        void ofKafkaAloneIsItsNewBeginning() throws Exception {
            send(message("stays/1", "{}"));
            service.kafka().orElseThrow().destroyForcibly();
            try (var watcher = Watcher.admitted(service, "")) {
                watcher.await("stays/1");
                send(message("again/1", "{}"));
                watcher.await("again/1");
            }
        }

        private void isThereAgain() throws Exception {
            service.restart();
            try (var watcher = Watcher.admitted(service, "")) {
                watcher.await("stays/1");
            }
        }
    }

    @Nested
    class AnotherStart {

        @Test
        void whereKafkasPortIsTakenIsRefusedAndLeavesNothing(@TempDir Path other) throws Exception {
            try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var second = StandaloneProcess.runToEnd(
                        "--port",
                        "" + StandaloneProcess.freePort(),
                        "--kafka-port",
                        "" + taken.getLocalPort(),
                        "--data",
                        other.toString());
                assertThat(second.code()).isEqualTo(1);
                assertThat(second.output())
                        .contains("Port " + taken.getLocalPort(), "--kafka-port")
                        .doesNotContain("Exception");
                assertThat(other.resolve("postgres")).doesNotExist();
            }
        }
    }

    /** The service makes it as soon as the broker is there. */
    private static void awaitTopic() throws Exception {
        var deadline = Instant.now().plusSeconds(60);
        try (var admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + kafkaPort))) {
            while (!admin.listTopics().names().get().contains("record-events")) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.sleep(100);
            }
        }
    }

    /** A topic to which others have written before the service has begun there is none of its own. */
    private static void awaitPublication() throws Exception {
        var deadline = Instant.now().plusSeconds(60);
        while (service.database()
                .sql("select topic from publication.progress where topic is not null")
                .query(String.class)
                .list()
                .isEmpty()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(50);
        }
    }

    private static ProducerRecord<String, String> message(String key, @Nullable String value, String... header) {
        var message = new ProducerRecord<>("record-events", 0, key, value);
        if (header.length > 0) {
            message.headers().add(header[0], header[1].getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }

    @SafeVarargs
    private static void send(ProducerRecord<String, String>... messages) throws Exception {
        try (var producer = producer(Map.of())) {
            for (var message : messages) {
                producer.send(message).get();
            }
        }
    }

    private static void sendAndGiveUp(ProducerRecord<String, String> message) throws Exception {
        try (var producer = producer(Map.of("transactional.id", "it"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(message).get();
            producer.abortTransaction();
        }
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("bootstrap.servers", "localhost:" + kafkaPort);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
