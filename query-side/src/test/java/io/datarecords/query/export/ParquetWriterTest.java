package io.datarecords.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.query.export.ColumnType.Exact;
import io.datarecords.query.export.ColumnType.Plain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetWriterTest {

    private static final Map<String, ColumnType> TYPES = Map.of(
            "whole", Plain.WHOLE,
            "exact", new Exact(2),
            "approximate", Plain.APPROXIMATE,
            "flag", Plain.FLAG,
            "date", Plain.DATE,
            "time", Plain.TIME,
            "instant", Plain.INSTANT,
            "text", Plain.TEXT,
            "texts", Plain.TEXTS,
            "json", Plain.JSON);

    private static final List<Column<Map<String, Object>>> COLUMNS = TYPES.keySet().stream()
            .sorted()
            .map(name -> new Column<Map<String, Object>>(name, TYPES.get(name), row -> row.get(name)))
            .toList();

    @TempDir
    private Path directory;

    private DuckDb duckDb;

    @BeforeEach
    void open() throws SQLException {
        duckDb = new DuckDb();
    }

    @AfterEach
    void close() throws SQLException {
        duckDb.close();
    }

    private void write(List<Map<String, Object>> rows) throws IOException, SQLException {
        var file = new ByteArrayOutputStream();
        var writer = new ParquetWriter<>(COLUMNS, file);
        for (var row : rows) {
            writer.write(row);
        }
        writer.finish();
        duckDb.open(directory, "file.parquet", file.toByteArray());
    }

    @Test
    void eachColumnHasItsType() throws Exception {
        write(List.of());

        assertThat(duckDb.rows("select column_name, column_type from (describe file)"))
                .containsExactly(
                        "approximate|DOUBLE",
                        "date|DATE",
                        "exact|DECIMAL(38,2)",
                        "flag|BOOLEAN",
                        "instant|TIMESTAMP WITH TIME ZONE",
                        "json|JSON",
                        "text|VARCHAR",
                        "texts|VARCHAR[]",
                        "time|TIME",
                        "whole|BIGINT");
        assertThat(duckDb.rows("select count(*) from file")).containsExactly("0");
    }

    @Test
    void valuesAreReadAsTheyWere() throws Exception {
        // when
        write(List.of(
                Map.of(
                        "whole",
                        Long.MIN_VALUE,
                        "exact",
                        new BigDecimal("-123456789012345678901234567890123456.5"),
                        "approximate",
                        new BigDecimal("1.5e30"),
                        "flag",
                        false,
                        "date",
                        "0001-01-01",
                        "time",
                        "13:45",
                        "instant",
                        "2024-01-15T12:45:30.123456789Z",
                        "text",
                        "ä\u0000\n\"𝄞",
                        "texts",
                        List.of("a", "", "b"),
                        "json",
                        "{\"k\":[1,null]}"),
                Map.of(),
                Map.of(
                        "whole",
                        7L,
                        "exact",
                        5L,
                        "date",
                        "9999-12-31",
                        "time",
                        "23:59:59",
                        "instant",
                        Instant.parse("0001-01-01T00:00:00Z"),
                        "text",
                        "",
                        "texts",
                        List.of(),
                        "json",
                        "\"text\"")));

        // then
        assertThat(duckDb.rows("select whole, exact, approximate, flag, date, time, json from file"))
                .containsExactly(
                        Long.MIN_VALUE + "|-123456789012345678901234567890123456.50|1.5E30|false|0001-01-01|13:45|"
                                + "{\"k\":[1,null]}",
                        "null|null|null|null|null|null|null",
                        "7|5.00|null|null|9999-12-31|23:59:59|\"text\"");
        assertThat(duckDb.rows("select epoch_us(instant) from file"))
                .containsExactly("1705322730123456", "null", "-62135596800000000");
        assertThat(duckDb.rows("select text = 'ä' || chr(0) || chr(10) || '\"𝄞', text = '' from file"))
                .containsExactly("true|false", "null|null", "false|true");
        assertThat(duckDb.rows("select texts, len(texts) from file"))
                .containsExactly("[a, '', b]|3", "null|null", "[]|0");
    }

    @Test
    void aLongFileIsManyGroupsOfRowsAndGoesOutAsTheyAreFull() throws Exception {
        // given
        var random = new Random(7);
        var sent = new AtomicLong();
        var file = directory.resolve("file.parquet");
        long largestStep = 0;

        // when
        try (var out = Files.newOutputStream(file)) {
            var writer = new ParquetWriter<>(COLUMNS, counted(out, sent));
            long before = 0;
            for (long i = 0; i < 60_000; i++) {
                writer.write(Map.of("whole", i, "text", text(random), "texts", List.of("x", "y")));
                largestStep = Math.max(largestStep, sent.get() - before);
                before = sent.get();
            }
            writer.finish();
        }
        duckDb.open(file);

        // then
        assertThat(duckDb.rows("select count(*), sum(whole), count(distinct text), sum(len(texts)) from file"))
                .containsExactly("60000|1799970000|60000|120000");
        assertThat(duckDb.rows("select max(row_group_id) > 0, bool_and(compression = 'GZIP') from parquet_metadata('"
                        + file + "')"))
                .containsExactly("true|true");
        assertThat(largestStep).isLessThan(10 << 20);
    }

    /** One that does not compress well. */
    private static String text(Random random) {
        return random.ints(300, ' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static OutputStream counted(OutputStream out, AtomicLong sent) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                out.write(b);
                sent.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                sent.addAndGet(length);
            }
        };
    }
}
