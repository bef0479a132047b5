package io.datarecords.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.eventlog.TestLog;
import io.datarecords.eventlog.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {

    @TempDir
    private Path folder;

    private HikariDataSource database;
    private TestLog log;

    @BeforeEach
    void oneRecord() {
        database = TestPostgres.dataSource();
        log = new TestLog(database);
        log.append(TestLog.defined(1, "visit", List.of()), TestLog.created(10, 1, 7L, Map.of("note", "there")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsDeletedAfterABackupIsNotRestored() {
        // given
        var backup = records("backup");
        assertThat(backup.exitCode()).isZero();
        assertThat(backup.out()).contains("2 events, up to position 2");
        log.append(TestLog.deleted(10, 1, 7L));

        // when
        var deletions = records("backup", "--deletions", "--json");
        assertThat(deletions.out()).contains("\"deletions\":1");
        var refused = records("restore");
        database.close();
        var restored = records("restore", "--replace");

        // then
        assertThat(refused.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).startsWith("records restore: others are connected");
        assertThat(restored.err()).isEmpty();
        assertThat(restored.out()).contains("2 events. 1 records that were deleted since are not.");
        assertThat(restored.exitCode()).isZero();
    }

    @Test
    void whatIsWrongIsToldByTheExitCode() throws Exception {
        assertThat(Run.of("backup", folder.toString()).exitCode()).isEqualTo(2);
        assertThat(Run.of("restore", folder.toString(), "--data", folder.toString())
                        .exitCode())
                .isEqualTo(ExitCodes.REFUSED);
        assertThat(Run.of("backup", folder.toString(), "--data", folder.toString())
                        .exitCode())
                .isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(Run.of("backup", folder.toString(), "--database", "jdbc:postgresql://localhost:1/x")
                        .exitCode())
                .isEqualTo(ExitCodes.UNREACHABLE);
    }

    @Test
    void theServerOfRunIsFoundInItsDataFolder() throws Exception {
        var port = database.getJdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1");
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/postmaster.pid"), "1\n/data\n0\n" + port + "\n\n127.0.0.1\n");
        Files.writeString(folder.resolve("postgres-password"), "secret");

        var run = Run.of("backup", folder.resolve("backups").toString(), "--data", folder.toString());

        assertThat(run.err()).contains("data_records");
    }

    private Run records(String command, String... options) {
        var words = new ArrayList<>(List.of(
                command,
                folder.toString(),
                "--database",
                database.getJdbcUrl(),
                "--user",
                database.getUsername(),
                "--password=" + database.getPassword()));
        words.addAll(List.of(options));
        return Run.of(words.toArray(String[]::new));
    }
}
