package io.datarecords.command.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.Api;
import io.datarecords.command.SecondNode;
import io.datarecords.eventlog.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The service as a whole: what is written over HTTP comes out on Kafka, and whoever runs it sees how far it is. */
class PublicationTest {

    @Test
    void aRecordWrittenOverHttpIsOnTheTopicAndTheLagIsTold() throws Exception {
        TestKafka.deleteTopic();
        try (var dataSource = TestPostgres.dataSource();
                var node = SecondNode.start(
                        dataSource,
                        "--data-records.publication.enabled=true",
                        "--data-records.publication.partitions=2",
                        "--spring.kafka.bootstrap-servers=" + TestKafka.ADDRESS)) {
            var admin = node.api().admin();
            long type = admin.define("[{\"name\":\"Weight\",\"fieldType\":\"number\"}]");
            long record = admin.create(type, "{\"weight\":71.50}");

            var read = TestKafka.readUntil(
                    2,
                    all -> all.stream().anyMatch(message -> message.key().equals(EventMessage.recordKey(record, 1))));

            assertThat(read)
                    .anySatisfy(message -> assertThat(message.value()).contains("\"fieldValues\":{\"weight\":71.50}"));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(health(node.api()))
                            .contains("\"lagEvents\":0", "\"parkedEvents\":0", "\"status\":\"UP\""));
            assertThat(metrics(node.api()))
                    .contains("datarecords_publication_lag_events 0.0", "datarecords_publication_events_total 2.0");
        }
    }

    private static String health(Api api) {
        return api.call("GET", "/actuator/health/kafka", null).response().body();
    }

    private static String metrics(Api api) {
        return api.text("/actuator/prometheus");
    }
}
