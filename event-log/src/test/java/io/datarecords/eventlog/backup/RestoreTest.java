package io.datarecords.eventlog.backup;

import static io.datarecords.eventlog.TestLog.ACTOR;
import static io.datarecords.eventlog.TestLog.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.eventlog.TestLog;
import io.datarecords.eventlog.TestPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RestoreTest {

    private static final long TYPE = 1;
    private static final long SOLE_TYPE = 2;
    private static final String CANARY = "canary-4711";

    @TempDir
    private Path folder;

    private Backups backups;
    private static String superuser;
    private static String password;

    private DataSource lost;
    private TestLog log;
    private DataSource fresh;

    @BeforeEach
    void oneLog() {
        backups = new Backups(folder.resolve("backups"));
        lost = newDatabase();
        log = new TestLog(lost);
        log.append(
                defined(TYPE, "visit", true),
                TestLog.created(5, TYPE, 7L, Map.of("note", "first")),
                TestLog.created(10, TYPE, 7L, Map.of("note", CANARY)));
    }

    @Test
    void whatIsRestoredIsWhatWasThere() throws Exception {
        // given
        fresh = newDatabase();
        log.append(
                defined(SOLE_TYPE, "profile", false),
                created(20, SOLE_TYPE, 8L, null),
                created(21, TYPE, 7L, "Akte 1/\"ü😀\"\n"),
                TestLog.updated(21, TYPE, 7L, Map.of("exact", new BigDecimal("12345678901234567890.1200"))),
                new DataTypeRevised(WORKSPACE, TYPE, "visit", "Visit", null, List.of(), access(), ACTOR),
                new DataTypeArchived(WORKSPACE, SOLE_TYPE, "profile", ACTOR),
                new DataTypeUnarchived(WORKSPACE, SOLE_TYPE, "profile", ACTOR),
                new DataTypeArchived(WORKSPACE, SOLE_TYPE, "profile", ACTOR),
                defined(3, "error", true),
                TestLog.created(30, 3, null, Map.of("note", "short")),
                TestLog.deleted(30, 3, null),
                new DataTypeDeleted(WORKSPACE, 3, "error", ACTOR),
                TestLog.deleted(10, TYPE, 7L));
        var tables = tables(lost);

        // when
        var result = restore(fresh, false);

        // then
        assertThat(tables(fresh)).isEqualTo(tables);
        assertThat(result.erased()).isZero();
        assertThat(result.events()).isEqualTo(14);
        assertThat(new TestLog(fresh).log().head()).isEqualTo(log.log().head());
    }

    @Test
    void aRecordErasedSinceTheBackupIsInNoTable() throws Exception {
        // given
        fresh = newDatabase();
        log.append(created(11, TYPE, 7L, "taken"), TestLog.updated(11, TYPE, 7L, Map.of("note", CANARY + 2)));
        backups.take(lost, (_, _) -> {});
        log.append(TestLog.deleted(10, TYPE, 7L), TestLog.deleted(11, TYPE, 7L));
        assertThat(backups.register().update(lost)).isEqualTo(2);

        // when
        var result = restoreNewest(fresh, false);

        // then
        assertThat(rowsWith(fresh, "canary")).isEmpty();
        assertThat(result.erased()).isEqualTo(2);
        var restored = new TestLog(fresh);
        assertThat(restored.log().historyOf(WORKSPACE + "/records/11"))
                .singleElement()
                .isEqualTo(log.log().historyOf(WORKSPACE + "/records/11").getFirst());
        assertThat(column(fresh, "select live_records from log.data_type_head")).containsExactly("1");
        restored.append(created(restored.newId(), TYPE, 7L, "taken"));
    }

    @Test
    void aRecordErasedWhileTheBackupWasTakenIsInNoTable() throws Exception {
        // given
        fresh = newDatabase();
        var once = new ArrayList<>(List.of(TestLog.deleted(10, TYPE, 7L)));
        backups.take(lost, (_, _) -> {
            log.append(once.removeFirst());
        });
        assertThat(once).isEmpty();

        // when
        restoreNewest(fresh, false);

        // then
        assertThat(rowsWith(fresh, CANARY)).isEmpty();
        assertThat(rowsWith(fresh, "RecordDeleted")).hasSize(1);
    }

    @Test
    void whatAKilledBackupLeftIsDeletedByTheNext() throws Exception {
        // given
        backups.take(lost, (_, _) -> {});
        var draft = Files.createDirectory(folder.resolve("backups/.draft-1"));
        Files.writeString(draft.resolve(Backup.EVENTS), CANARY);
        Files.writeString(draft.resolve(Backup.MANIFEST + ".new"), "{");

        // when
        backups.take(lost, (_, _) -> {});

        // then
        assertThat(draft).doesNotExist();
        assertThat(backups.all()).hasSize(2);
    }

    @Test
    void whatTheLogThatIsReplacedHasErasedStaysErased() throws Exception {
        // given
        backups.take(lost, (_, _) -> {});
        log.append(TestLog.deleted(10, TYPE, 7L));
        JdbcClient.create(lost)
                .sql("create schema view; create schema view_12; create table view_12.record_view as select '" + CANARY
                        + "'; create table public.view_3 (); insert into log.follower values ('views', 2)")
                .update();

        // when
        restoreNewest(lost, true);

        // then
        assertThat(rowsWith(lost, CANARY)).isEmpty();
        assertThat(column(lost, "select nspname from pg_namespace where nspname like 'view%'"))
                .isEmpty();
        assertThat(column(lost, "select name from log.follower")).isEmpty();
        assertThat(backups.register().state().position()).isEqualTo(4);
    }

    @Test
    void whatTheTwoSidesOwnIsTheirsAfterwards() throws Exception {
        // given
        var roles = TestPostgres.twoRoles();
        JdbcClient.create(roles.querySide())
                .sql("create schema view_1; create table view_1.record_view as select '" + CANARY + "' as name")
                .update();
        roles.close();
        fresh = withoutPool(roles.commandSide().getJdbcUrl());

        // when
        restore(fresh, false);

        // then
        assertThat(column(fresh, "select distinct tableowner from pg_tables where schemaname = 'log'"))
                .containsExactly("command_side");
        assertThat(column(fresh, "select pg_get_userbyid(nspowner) from pg_namespace where nspname = 'views'"))
                .containsExactly("query_side");
        assertThat(column(fresh, "select extname from pg_extension where extnamespace = 'views'::regnamespace"))
                .contains("pg_trgm");
        assertThat(column(fresh, "select to_regclass('view_1.record_view')")).containsOnlyNulls();
    }

    @Test
    void noPositionNorIdIsGivenOutAgainNorDoesTimeFall() throws Exception {
        // given
        fresh = newDatabase();
        backups.take(lost, (_, _) -> {});
        log.append(TestLog.updated(10, TYPE, 7L, Map.of("note", "lost")));
        long idOfLost = log.newId();
        restoreNewest(fresh, false);
        var again = new TestLog(fresh);
        var secondBackup = backups.take(fresh, (_, _) -> {});
        again.append(TestLog.updated(10, TYPE, 7L, Map.of("note", "lost, too")));
        var lostToo = last(again);

        // when
        var another = newDatabase();
        new Restore(another, backups, secondBackup, (_, _) -> {}).run(false);

        // then
        var third = new TestLog(another);
        assertThat(third.newId()).isGreaterThan(again.newId()).isGreaterThan(idOfLost + 1_000_000);
        third.append(TestLog.updated(10, TYPE, 7L, Map.of("note", "kept")));
        assertThat(lostToo.position()).isGreaterThan(log.log().head() + 1_000_000);
        assertThat(last(third).position())
                .isGreaterThan(lostToo.position() + 1_000_000)
                .isLessThan(1L << 53);
        assertThat(last(third).time()).isAfterOrEqualTo(last(log).time());
        assertThat(last(third).version()).isEqualTo(2);
    }

    @Test
    void whatIsErasedAfterARestoreIsInTheRegisterToo() throws Exception {
        fresh = newDatabase();
        backups.take(lost, (_, _) -> {});
        log.append(defined(4, "later", true), TestLog.created(40, 4, 7L, Map.of()), TestLog.deleted(40, 4, 7L));
        backups.register().update(lost);

        // the type of this deletion is lost with the log: nobody could tell what it is of
        assertThat(restoreNewest(fresh, false).events()).isEqualTo(3);
        var restored = new TestLog(fresh);
        assertThat(backups.register().update(fresh)).isZero();
        restored.append(TestLog.deleted(10, TYPE, 7L));
        assertThat(backups.register().update(fresh)).isEqualTo(1);

        var another = newDatabase();
        restoreOldest(another);
        assertThat(rowsWith(another, CANARY)).isEmpty();
    }

    @Test
    void anAttemptThatWasCutOffIsNotInTheRegister() throws Exception {
        fresh = newDatabase();
        log.append(TestLog.deleted(10, TYPE, 7L));
        backups.register().update(lost);
        var whole = Files.readString(folder.resolve("backups/deletions.ndjson"));

        Files.writeString(
                folder.resolve("backups/deletions.ndjson"), "{\"position\":5,\"ev", StandardOpenOption.APPEND);
        restore(fresh, false);

        assertThat(rowsWith(fresh, CANARY)).isEmpty();
        backups.register().update(lost);
        assertThat(Files.readString(folder.resolve("backups/deletions.ndjson"))).isEqualTo(whole);
    }

    @Test
    void aLogWithEventsIsNotReplacedUnasked() throws Exception {
        assertThatThrownBy(() -> restore(lost, false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--replace");
    }

    @Test
    void aServiceThatIsStillThereKeepsItsLog() throws Exception {
        backups.take(lost, (_, _) -> {});
        try (var _ = lost.getConnection()) {
            assertThatThrownBy(() -> restoreNewest(lost, true))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("others are connected");
        }
        assertThat(rowsWith(lost, CANARY)).hasSize(1);
    }

    @Test
    void aDamagedBackupIsRefusedBeforeAnythingIsDone() throws Exception {
        var backup = backups.take(lost, (_, _) -> {});
        Files.write(backup.folder().resolve("events.ndjson.gz"), new byte[] {0}, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> restoreNewest(lost, true))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("SHA-256");
        assertThat(rowsWith(lost, CANARY)).hasSize(1);
    }

    @Test
    void aBackupWithoutItsRegisterIsRefused() throws Exception {
        fresh = newDatabase();
        backups.take(lost, (_, _) -> {});
        Files.delete(folder.resolve("backups/deletions.json"));

        assertThatThrownBy(() -> restoreNewest(fresh, false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("deletions.json is missing");
    }

    @Test
    void aRegisterThatIsOlderThanTheBackupIsRefused() throws Exception {
        fresh = newDatabase();
        backups.register().update(lost);
        var old = Files.readString(folder.resolve("backups/deletions.json"));
        backups.take(lost, (_, _) -> log.append(TestLog.deleted(10, TYPE, 7L)));
        Files.writeString(folder.resolve("backups/deletions.json"), old);

        assertThatThrownBy(() -> restoreNewest(fresh, false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("goes to position 3 (expected: 4 or more)");
    }

    @Test
    void aLogThatWasSetBackOtherwiseIsNoticed() throws Exception {
        backups.register().update(lost);
        JdbcClient.create(lost).sql("update log.head set position = 2").update();

        assertThatThrownBy(() -> backups.register().update(lost))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("set back by other means");
    }

    @Test
    void theRegisterTakesNoDeletionsOfAnotherLog() throws Exception {
        fresh = newDatabase();
        backups.take(lost, (_, _) -> {});
        new TestLog(fresh).append(defined(TYPE, "visit", true));

        assertThatThrownBy(() -> backups.register().update(fresh))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("another log");
        assertThatThrownBy(() -> backups.take(fresh, (_, _) -> {})).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> restoreNewest(fresh, true)).isInstanceOf(Refusal.class);
    }

    @Test
    void whatCameToNothingLeavesNoBackup() throws Exception {
        assertThatThrownBy(() -> backups.take(lost, (_, _) -> {
                    throw new IllegalStateException("cut off");
                }))
                .hasMessage("cut off");

        assertThat(backups.all()).isEmpty();
        assertThat(folder.resolve("backups"))
                .isDirectoryNotContaining("glob:**/[!.]*")
                .isDirectoryNotContaining("glob:**/.draft-*");
    }

    private Restore.Result restore(DataSource database, boolean replace) throws SQLException, IOException {
        backups.take(lost, (_, _) -> {});
        return restoreNewest(database, replace);
    }

    private Restore.Result restoreNewest(DataSource database, boolean replace) throws SQLException, IOException {
        return new Restore(database, backups, backups.all().getLast(), (_, _) -> {}).run(replace);
    }

    private void restoreOldest(DataSource database) throws SQLException, IOException {
        new Restore(database, backups, backups.all().getFirst(), (_, _) -> {}).run(false);
    }

    private static DataSource newDatabase() {
        try (var pool = TestPostgres.dataSource()) {
            superuser = pool.getUsername();
            password = pool.getPassword();
            return withoutPool(pool.getJdbcUrl());
        }
    }

    /** Nobody is to be connected during a restore. */
    private static DataSource withoutPool(String url) {
        return new DriverManagerDataSource(url, superuser, password);
    }

    private static LoggedEvent last(TestLog log) {
        return log.log().at(log.log().head()).orElseThrow();
    }

    private static DataTypeDefined defined(long id, String slug, boolean isCollection) {
        return new DataTypeDefined(WORKSPACE, id, slug, slug, null, isCollection, List.of(), access(), ACTOR);
    }

    private static TypeAccess access() {
        return new TypeAccess(List.of(), TypeAccess.DEFAULT_MEMBER_ACCESS);
    }

    private static RecordCreated created(long id, long type, Long owner, String externalId) {
        var values = new FieldValues(Map.of("note", externalId == null ? "" : externalId));
        return new RecordCreated(WORKSPACE, id, type, 1, owner, externalId, null, values, ACTOR);
    }

    /** Every row of the tables that a log is made of. */
    private static Map<String, List<String>> tables(DataSource database) {
        return Map.of(
                "event", column(database, "select e::text from log.event e order by position"),
                "types", column(database, "select t::text from log.data_type_head t order by id"),
                "externalIds", column(database, "select x::text from log.external_id x order by record"),
                "soleRecords", column(database, "select s::text from log.sole_record s order by record"),
                "time", column(database, "select time::text from log.head"));
    }

    /** Looks through every row of every table that is not PostgreSQL's own. */
    private static List<String> rowsWith(DataSource database, String text) {
        var found = new ArrayList<String>();
        for (var table : column(database, """
                select format('%I.%I', table_schema, table_name) from information_schema.tables
                where table_schema not in ('pg_catalog', 'information_schema')""")) {
            found.addAll(column(database, "select t::text from " + table + " t where t::text like '%" + text + "%'"));
        }
        return found;
    }

    private static List<String> column(DataSource database, String sql) {
        return JdbcClient.create(database).sql(sql).query(String.class).list();
    }
}
