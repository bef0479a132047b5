package io.datarecords.examples.recordtable;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands in the tables, or should. */
record Contents(Map<Long, Row> rows, Map<String, Long> counts) {

    record Row(
            long dataType,
            String slug,
            @Nullable Long member,
            @Nullable String externalId,
            Map<String, @Nullable Object> values,
            long version,
            Instant createdAt,
            Instant updatedAt) {}

    /** Says only where they differ. */
    void assertIs(Contents expected, String description) {
        assertThat(rows).as(description).containsExactlyInAnyOrderEntriesOf(expected.rows());
        assertThat(counts).as(description).containsExactlyInAnyOrderEntriesOf(expected.counts());
    }

    /** The fold of what happened, each once and in order. */
    static Contents of(List<Happening> happened) {
        var rows = new TreeMap<Long, Row>();
        for (var event : happened) {
            switch (event.type()) {
                case "RecordCreated" -> rows.put(event.recordId(), row(event, Map.of(), event.at()));
                case "FieldsUpdated" ->
                    rows.computeIfPresent(event.recordId(), (_, row) -> row(event, row.values(), row.createdAt()));
                default -> rows.remove(event.recordId());
            }
        }
        var counts = new TreeMap<String, Long>();
        rows.values().stream()
                .filter(row -> row.member() != null)
                .forEach(row -> counts.merge(row.dataType() + " of " + row.member(), 1L, Long::sum));
        return new Contents(rows, counts);
    }

    private static Row row(Happening event, Map<String, @Nullable Object> before, Instant createdAt) {
        var values = new HashMap<>(before);
        values.putAll(parsed(Happening.JSON.writeValueAsString(event.values())));
        values.values().removeIf(value -> value == null);
        return new Row(
                event.dataType(),
                event.slug(),
                event.member(),
                event.externalId(),
                values,
                event.version(),
                createdAt,
                event.at());
    }

    static Contents of(HikariDataSource database) {
        var jdbc = JdbcClient.create(database);
        var rows = new TreeMap<Long, Row>();
        jdbc.sql("select * from record_table.record").query(row -> {
            rows.put(
                    row.getLong("id"),
                    new Row(
                            row.getLong("data_type"),
                            row.getString("data_type_slug"),
                            row.getObject("member", Long.class),
                            row.getString("external_id"),
                            parsed(row.getString("field_values")),
                            row.getLong("version"),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            row.getObject("updated_at", OffsetDateTime.class).toInstant()));
        });
        var counts = new TreeMap<String, Long>();
        jdbc.sql("select * from record_table.member_record_count").query(row -> {
            counts.put(row.getLong("data_type") + " of " + row.getLong("member"), row.getLong("records"));
        });
        return new Contents(rows, counts);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> parsed(String json) {
        return Happening.JSON.readValue(json, LinkedHashMap.class);
    }
}
