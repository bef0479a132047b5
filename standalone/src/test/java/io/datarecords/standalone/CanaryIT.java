package io.datarecords.standalone;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.eventlog.backup.Backups;
import io.datarecords.eventlog.backup.Restore;
import io.datarecords.kafka.KafkaBroker;
import io.datarecords.standalone.StandaloneProcess.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A value that went everywhere is nowhere after its record was deleted: looked for in the bytes of all files. */
class CanaryIT {

    private static final String CANARY = "canary" + UUID.randomUUID().toString().replace("-", "");
    private static final Duration STATED = Duration.ofSeconds(10);
    private static final int UPDATES_TO_A_SNAPSHOT = 60;

    @TempDir
    Path folder;

    @Test
    void nothingOfItIsLeftInAnyFileNorInARestoredBackup() throws Exception {
        var backups = new Backups(folder.resolve("backups"));
        try (var service = StandaloneProcess.withKafka(
                folder.resolve("data"),
                KafkaBroker.freePort(),
                "-Ddata-records.publication.erased-within=" + STATED.toSeconds() + "s")) {
            // given
            var database = service.database();
            var source =
                    new DriverManagerDataSource(service.jdbcUrl(), service.databaseUser(), service.databasePassword());
            var manager = Client.manager(service);
            var type = manager.define("note", field("text", "text", "shouldIndex", true), field("long", "long_text"));
            var other = manager.post(type + "/records", values(Map.of("text", "stays", "long", "stays, too")));
            manager.put(type + "/records/" + other.id(), values(Map.of("text", "stays on")));
            var record = type + "/records/" + write(manager, type);
            park(database, manager, type, record);
            export(manager, type, record);
            database.sql("analyze").update();
            database.sql("checkpoint").update();
            backups.take(source, (_, _) -> {});
            awaitPublished(service);
            assertThat(places(service))
                    .anyMatch(file -> file.startsWith("postgres"))
                    .anyMatch(file -> file.startsWith("kafka"));

            // when
            assertThat(manager.delete(record).status()).isEqualTo(200);
            backups.register().update(source);
            awaitPublished(service);

            // then
            assertThat(manager.get(type + "/records").at("/total")).isEqualTo("1");
            Awaitility.await()
                    .atMost(STATED.multipliedBy(6))
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> {
                        clearUp(database);
                        assertThat(places(service)).isEmpty();
                    });
            assertThat(service.output()).doesNotContain(CANARY);
            assertRestoredWithout(backups, service);
            assertThat(places(service)).isEmpty();
        }
    }

    private static long write(Client manager, String type) {
        long id = manager.post(type + "/records", values(Map.of("text", CANARY, "long", "of " + CANARY)))
                .id();
        for (int i = 0; i < UPDATES_TO_A_SNAPSHOT; i++) {
            manager.put(type + "/records/" + id, values(Map.of("long", CANARY + " " + i)));
        }
        return id;
    }

    private static void park(JdbcClient database, Client manager, String type, String record) {
        database.sql("alter table view_1.record_view add constraint poison"
                        + " check (field_values ->> 'text' not like '%poison') not valid")
                .update();
        manager.put(record, values(Map.of("text", CANARY + "poison")));
        manager.put(record, values(Map.of("long", CANARY + "waits")));
        assertThat(manager.get(type + "/records").body()).contains(CANARY).doesNotContain("poison");
        assertThat(manager.get(record).body()).contains("poison", "waits");
        var letters = manager.as(null, "operations:admin").operate("GET", "/actuator/deadletters");
        assertThat(letters.at("/deadLetters/0/waiting")).isEqualTo("1");
        assertThat(letters.body()).doesNotContain(CANARY);
        database.sql("alter table view_1.record_view drop constraint poison").update();
    }

    private static void export(Client manager, String type, String record) {
        var exports = Stream.of("text/csv", "application/x-ndjson")
                .map(format -> manager.get(type + "/records/export", "Accept", format));
        assertThat(exports.map(Answer::body)).allMatch(body -> body.contains(CANARY));
        assertThat(manager.get(type + "/history").body()).contains(CANARY);
        assertThat(manager.get("/members/1/export").body()).contains(CANARY);
        assertThat(manager.get(record + "/changes").body()).contains(CANARY);
        assertThat(manager.get(type + "/records?search=" + CANARY).at("/total")).isEqualTo("1");
    }

    /**
     * One round does not do: there are statistics of the table that has statistics, and what a transaction that is just
     * running might still see is kept.
     */
    private static void clearUp(JdbcClient database) {
        database.sql("analyze").update();
        database.sql("vacuum full").update();
        database.sql("checkpoint").update();
    }

    private static void awaitPublished(StandaloneProcess service) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> service.get("/actuator/health/kafka", "")
                        .at("/components/publication/details/lagEvents")
                        .equals("0"));
    }

    /** The files of the service that hold it. Segments of the write-ahead log are reused in their own time. */
    private static List<String> places(StandaloneProcess service) {
        try (var files = Files.walk(service.data())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("pg_wal"))
                    .filter(CanaryIT::holdsCanary)
                    .map(file -> service.data().relativize(file).toString())
                    .toList();
        } catch (UncheckedIOException | IOException changedMeanwhile) {
            return List.of("unknown");
        }
    }

    private static boolean holdsCanary(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY);
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Into another database of the same server. */
    private static void assertRestoredWithout(Backups backups, StandaloneProcess service) throws Exception {
        service.database().sql("create database restored").update();
        var restored = new DriverManagerDataSource(
                service.jdbcUrl().replace("/postgres", "/restored"),
                service.databaseUser(),
                service.databasePassword());

        new Restore(restored, backups, backups.all().getLast(), (_, _) -> {}).run(false);

        var jdbc = JdbcClient.create(restored);
        assertThat(jdbc.sql("select type from log.event order by position")
                        .query(String.class)
                        .list())
                .containsExactly("DataTypeDefined", "RecordCreated", "FieldsUpdated", "RecordDeleted");
        var tables = jdbc.sql("select schemaname || '.' || tablename from pg_tables where schemaname = 'log'")
                .query(String.class)
                .list();
        for (var table : tables) {
            assertThat(jdbc.sql("select count(*) from " + table + " t where t::text like ?")
                            .param("%" + CANARY + "%")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }
}
