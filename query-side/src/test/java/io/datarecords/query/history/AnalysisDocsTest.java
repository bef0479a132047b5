package io.datarecords.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.record.RecordEvent;
import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.eventlog.TestLog;
import io.datarecords.query.export.DuckDb;
import io.datarecords.query.export.ExportFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQL in docs/analysis.md, each block after those before it, on a small history in files as they are exported. */
class AnalysisDocsTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "analysis.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sql\n(.*?)^```$");
    private static final long TYPE = 1;

    @TempDir
    private Path directory;

    private final List<LoggedEvent> history = new ArrayList<>();
    private final Map<Long, Long> versions = new HashMap<>();
    private DuckDb duckDb;

    @BeforeEach
    void exported() throws Exception {
        happened("2026-06-01T08:00:00Z", TestLog.defined(TYPE, "visits", List.of(TestLog.field("triage", "select"))));
        happened(
                "2026-09-29T08:00:00Z",
                TestLog.created(10, TYPE, 7L, Map.of("reason", "Cough", "triage", "routine", "temperature", 38)));
        happened("2026-09-29T09:00:00Z", TestLog.created(11, TYPE, 8L, Map.of("reason", "Pain", "triage", "urgent")));
        happened(
                "2026-09-29T10:00:00Z",
                TestLog.updated(10, TYPE, 7L, Map.of("triage", "urgent", "temperature", new BigDecimal("39.5"))));
        happened("2026-09-30T10:00:00Z", TestLog.updated(11, TYPE, 8L, cleared("reason")));
        happened("2026-10-02T10:00:00Z", TestLog.updated(10, TYPE, 7L, Map.of("triage", "routine")));
        happened("2026-10-03T10:00:00Z", TestLog.created(12, TYPE, null, Map.of("reason", "Rash")));
        versions.put(13L, 2L);
        happened("2026-10-03T11:00:00Z", TestLog.deleted(13, TYPE, 7L));
        write(ExportFormat.PARQUET);
        write(ExportFormat.NDJSON);
        duckDb = new DuckDb();
        duckDb.execute("set file_search_path = '" + directory + "'");
    }

    @AfterEach
    void close() throws Exception {
        duckDb.close();
    }

    private static Map<String, Object> cleared(String field) {
        var changes = new HashMap<String, Object>();
        changes.put(field, null);
        return changes;
    }

    private void happened(String at, DomainEvent event) {
        long record = event instanceof RecordEvent of ? of.recordId() : 0;
        var aggregate = record == 0 ? "/data-types/" + TYPE : "/records/" + record;
        long sequence = versions.merge(record, 1L, Long::sum) - 1;
        history.add(new LoggedEvent(
                history.size() + 1L,
                UUID.randomUUID(),
                TestLog.WORKSPACE + aggregate,
                sequence,
                Instant.parse(at),
                event,
                Map.of()));
    }

    private void write(ExportFormat format) throws IOException {
        try (var out = Files.newOutputStream(directory.resolve("visits-history." + format))) {
            var writer = format.writer(EventTable.of("visits"), out);
            for (var event : history) {
                writer.write(event);
            }
            writer.finish();
        }
    }

    /** Runs every block up to the one that begins so, and gives what that one shows. */
    private List<String> shownBy(String beginning) throws Exception {
        var blocks = BLOCK.matcher(Files.readString(DOCUMENT))
                .results()
                .map(block -> block.group(1).strip())
                .toList();
        for (var block : blocks) {
            var statements = block.split(";(?:\n+|$)");
            boolean isWanted = block.startsWith(beginning);
            for (int i = 0; i < statements.length - (isWanted ? 1 : 0); i++) {
                duckDb.execute(statements[i]);
            }
            if (isWanted) {
                return duckDb.rows(statements[statements.length - 1]);
            }
        }
        throw new AssertionError("no block in " + DOCUMENT + " begins with " + beginning);
    }

    @Test
    void bothFormatsAreOneView() throws Exception {
        assertThat(shownBy("select max(position)")).containsExactly("8");

        var columns = " exclude (data), case when recordId is not null then data end as data ";
        assertThat(duckDb.rows("select *" + columns + "from history_of_lines order by position"))
                .isEqualTo(duckDb.rows("select *" + columns + "from history order by position"));
    }

    @Test
    void changesPerDay() throws Exception {
        assertThat(shownBy("select \"at\"::date"))
                .containsExactly("2026-09-29|2|1|0", "2026-09-30|0|1|0", "2026-10-02|0|1|0", "2026-10-03|1|0|1");
    }

    @Test
    void whoChangedWhat() throws Exception {
        assertThat(shownBy("select \"at\", bySubject"))
                .extracting(row -> row.replaceFirst("^[^|]*\\|", ""))
                .containsExactly(
                        "tester|10|triage|urgent|routine",
                        "tester|11|reason|Pain|null",
                        "tester|10|temperature|38|39.5",
                        "tester|10|triage|routine|urgent");
    }

    @Test
    void whoChangesWhichFieldsMost() throws Exception {
        assertThat(shownBy("select bySubject"))
                .containsExactly("tester|triage|2|1", "tester|reason|1|1", "tester|temperature|1|1");
    }

    @Test
    void howLongRecordsStayInAStatus() throws Exception {
        assertThat(shownBy("with stay"))
                .hasSize(2)
                .satisfiesExactly(
                        routine -> assertThat(routine).startsWith("routine|2|1|"),
                        urgent -> assertThat(urgent).startsWith("urgent|2|1|"));
    }

    @Test
    void lastQuartersTable() throws Exception {
        assertThat(shownBy("set variable"))
                .extracting(row -> row.replaceAll("\\|2026-[^|]*\\|2026-[^|]*", ""))
                .containsExactly("10|7|null|2|Cough|urgent|39.5", "11|8|null|2|null|urgent|null");
    }

    @Test
    void theTableAsItIsIsMadeInTheSameWay() throws Exception {
        shownBy("set variable");
        duckDb.execute("set variable as_of = now()");
        var rebuild =
                Files.readString(DOCUMENT).replaceAll("(?s)^.*(create or replace table visits_then.*?);.*$", "$1");
        duckDb.execute(rebuild);

        assertThat(duckDb.rows("select recordId, version, reason, triage from visits_then"))
                .containsExactly("10|3|Cough|routine", "11|2|null|urgent", "12|1|Rash|null");
    }
}
