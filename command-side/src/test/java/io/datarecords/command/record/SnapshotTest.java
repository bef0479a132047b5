package io.datarecords.command.record;

import static io.datarecords.command.Api.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.datarecords.command.Api;
import io.datarecords.command.CommandSideTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CommandSideTest
class SnapshotTest {

    private static final String FIELDS = """
            [{"name": "n", "fieldType": "integer"}, {"name": "weight", "fieldType": "number"},
             {"name": "free", "fieldType": "json"}]""";

    @Autowired
    private Api api;

    @Autowired
    private DataSource dataSource;

    private List<String> snapshotsOf(long aggregate) {
        return JdbcClient.create(dataSource)
                .sql("select type from log.snapshot where aggregate = ?")
                .param(aggregate)
                .query(String.class)
                .list();
    }

    @Test
    void of_a_record_spares_its_history_and_changes_nothing_to_it() {
        var admin = api.admin();
        long type = admin.define(FIELDS);
        long id = admin.create(
                type,
                "{\"weight\": 12345678901234567890.5, \"free\": {\"a\": [1, 2.50, null]}}",
                "\"memberId\": 7",
                "\"externalId\": \"x\"");
        for (int i = 0; i < 60; i++) {
            admin.put(record(type, id), "{\"fieldValues\": {\"n\": " + i + "}}");
        }
        await().untilAsserted(() -> assertThat(snapshotsOf(id)).containsExactly("DataRecord/1"));

        var before = admin.put(record(type, id), "{\"fieldValues\": {}}");
        // what the snapshot rests on stays; an earlier event that is gone would be missed if it were read
        JdbcClient.create(dataSource)
                .sql(
                        "update log.event set payload = payload - 'values' || '{\"values\": {}}' where aggregate = ? and sequence < 40")
                .param(id)
                .update();
        var after = admin.put(record(type, id), "{\"fieldValues\": {}}");

        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.version()).isEqualTo(61);
        assertThat(after.fieldValues())
                .containsEntry("n", 59L)
                .containsEntry("weight", new BigDecimal("12345678901234567890.5"))
                .containsKey("free");
        assertThat(admin.put(record(type, id), "{\"fieldValues\": {\"n\": 100}}")
                        .version())
                .isEqualTo(62);
        assertThat(admin.delete(record(type, id)).status()).isEqualTo(200);
        assertThat(snapshotsOf(id)).isEmpty();
    }

    @Test
    void of_a_data_type_changes_nothing_to_it() {
        var admin = api.admin();
        long type = admin.define(FIELDS);
        for (int i = 0; i < 60; i++) {
            admin.put("/data-types/" + type, "{\"name\": \"Name " + i + "\"}");
        }
        await().untilAsserted(() -> assertThat(snapshotsOf(type)).containsExactly("DataType/1"));

        var answer = admin.put("/data-types/" + type, "{\"description\": \"d\"}");

        assertThat(answer.body())
                .containsEntry("name", "Name 59")
                .containsEntry("version", 62L)
                .containsEntry("grants", List.of());
        assertThat((List<?>) answer.body().get("fields")).hasSize(3);
        assertThat(admin.post("/data-types/" + type + "/records", "{\"fieldValues\": {\"n\": 1}}")
                        .fieldValues())
                .isEqualTo(Map.of("n", 1L));
    }

    @Test
    void is_of_its_own_workspace_and_kind_alone() {
        var admin = api.admin();
        long type = admin.define("[]");
        for (int i = 0; i < 60; i++) {
            admin.put("/data-types/" + type, "{\"name\": \"Name " + i + "\"}");
        }
        await().untilAsserted(() -> assertThat(snapshotsOf(type)).isNotEmpty());

        assertThat(api.admin()
                        .put("/data-types/" + type, "{\"name\": \"Mine\"}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.put(record(type, type), "{\"fieldValues\": {}}").status())
                .isEqualTo(404);
    }
}
