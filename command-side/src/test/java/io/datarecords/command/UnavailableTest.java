package io.datarecords.command;

import static io.datarecords.command.Api.record;
import static io.datarecords.command.Api.records;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What clients of a node hear while it cannot reach the log. */
@CommandSideTest
class UnavailableTest {

    @Autowired
    private DataSource dataSource;

    private static final class Cable extends DelegatingDataSource {

        private volatile boolean isCut;

        private Cable(DataSource end) {
            super(end);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (isCut) {
                throw new SQLTransientConnectionException("cut");
            }
            return super.getConnection();
        }
    }

    @Test
    void health_and_every_write_are_503_until_the_log_is_back() {
        var cable = new Cable(dataSource);
        try (var node = SecondNode.start(cable)) {
            var admin = node.api().admin();
            long type = admin.define("[]");
            long record = admin.create(type, "{}");

            assertThat(node.api().call("GET", "/actuator/health", null).status())
                    .isEqualTo(200);
            cable.isCut = true;
            assertThat(node.api().call("GET", "/actuator/health", null).status())
                    .isEqualTo(503);
            for (var answer : List.of(
                    admin.post(records(type), "{\"fieldValues\": {}}"),
                    admin.put(record(type, record), "{\"fieldValues\": {}}"),
                    admin.put(record(type, 999_999_999), "{\"fieldValues\": {}}"),
                    admin.put(records(type) + "?externalId=x", "{\"fieldValues\": {}}"),
                    admin.post("/data-types/" + type + "/upsert/x", "{\"fieldValues\": {}}"),
                    admin.post(records(type), "{\"fieldValues\": {}}", "Idempotency-Key", "k"),
                    admin.post("/data-types/validate-slug", "{\"slug\": \"a\"}"),
                    admin.delete(record(type, record)),
                    admin.post("/data-types", "{\"name\": \"Other\"}"),
                    admin.put("/data-types/" + type, "{\"name\": \"Other\"}"),
                    admin.post("/data-types/" + type + "/archive", null),
                    admin.delete("/data-types/" + type))) {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isNotBlank();
            }

            cable.isCut = false;
            assertThat(admin.put(record(type, record), "{\"fieldValues\": {}}").version())
                    .isEqualTo(1);
        }
    }

    @Test
    void the_rows_of_an_import_fail_and_after_so_many_no_more_are_tried() throws IOException {
        // given
        var row = "{\"fieldValues\": {}}\n";
        var cable = new Cable(dataSource);
        try (var node = SecondNode.start(cable)) {
            var admin = node.api().admin();
            var path = records(admin.define("[]")) + "/import";
            try (var upload = Upload.begin(node.port(), admin, path, 1_001 * row.length())) {
                // when
                upload.send(row);
                awaitRecordIn(path);
                cable.isCut = true;
                upload.send(row.repeat(1_000));

                // then
                var answers = upload.answers();
                assertThat(answers).hasSize(1_002);
                assertThat(answers.getFirst()).startsWith("{\"row\":1,\"status\":\"created\"");
                assertThat(answers.get(1)).contains("\"status\":\"failed\"", "/unavailable\"");
                assertThat(answers.get(1_000)).isEqualTo("{\"row\":1001,\"status\":\"skipped\"}");
                assertThat(answers.getLast()).contains("\"rows\":1001,\"created\":1,");
            }
        }
    }

    private void awaitRecordIn(String path) {
        var type = path.replaceAll("[^0-9]*([0-9]+)/records/import", "$1");
        var jdbc = JdbcClient.create(dataSource);
        Awaitility.await()
                .until(() -> jdbc.sql("select count(*) from log.event where type = 'RecordCreated'"
                                        + " and payload ->> 'dataTypeId' = ?")
                                .param(type)
                                .query(Long.class)
                                .single()
                        == 1);
    }
}
