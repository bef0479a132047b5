package io.datarecords.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneIT {

    private static final UUID WORKSPACE = UUID.randomUUID();
    private static final String API = "/api/v2/w/" + WORKSPACE;

    private static StandaloneProcess service;
    private static String manager;
    private static String member;

    @BeforeAll
    static void start(@TempDir Path folder) {
        service = StandaloneProcess.on(folder.resolve("data"));
        manager = manager(service);
        member = service.token(WORKSPACE, 7L, "");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Nested
    class ARecord {

        @Test
        void goesThroughItsWholeLife() {
            long type = defineType(service, manager);
            var records = API + "/data-types/" + type + "/records";

            var created = service.post(records, member, "{\"fieldValues\":{\"systolic\":128,\"weight\":70.10}}");
            assertThat(created.status()).as(created.toString()).isEqualTo(201);
            assertThat(created.header("ETag")).isEqualTo("\"1\"");
            var record = records + "/" + created.json().get("id").asLong();

            assertThat(service.get(record, member).json()).isEqualTo(created.json());
            assertThat(service.get(record, member).response().body()).contains("\"weight\":70.10");

            var updated = service.put(record, member, "{\"fieldValues\":{\"systolic\":121}}");
            assertThat(updated.status()).as(updated.toString()).isEqualTo(200);
            assertThat(updated.json().get("version").asLong()).isEqualTo(2);

            var list = service.get(records + "?memberId=7", member).json();
            assertThat(list.get("total").asLong()).isEqualTo(1);
            assertThat(list.get("items")
                            .get(0)
                            .get("fieldValues")
                            .get("systolic")
                            .asLong())
                    .isEqualTo(121);

            var counts = service.get(API + "/data-types/member-record-counts", member)
                    .json()
                    .get("counts");
            assertThat(counts.get(String.valueOf(type)).asLong()).isEqualTo(1);

            var changes = service.get(record + "/changes", member).json().get("items");
            assertThat(changes.get(0).get("changes").get(0).get("from").asLong())
                    .isEqualTo(128);
            assertThat(changes.get(0).get("changes").get(0).get("to").asLong()).isEqualTo(121);

            assertThat(service.delete(record, member).status()).isEqualTo(403);
            assertThat(service.delete(record, manager).json().get("status").asString())
                    .isEqualTo("deleted");
            assertThat(service.get(record, manager).status()).isEqualTo(404);
            assertThat(service.get(record + "/changes", manager).status()).isEqualTo(404);
        }
    }

    @Nested
    class Tokens {

        @Test
        void areNeeded() {
            assertThat(service.get(API + "/data-types", "").status()).isEqualTo(401);
            assertThat(service.get("/api/v2/w/" + UUID.randomUUID() + "/data-types", manager)
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void areNotGivenForNonsense() {
            var answer = service.post("/dev/tokens", "", "{\"workspace\":\"1-2-3-4-5\",\"memberId\":\"7\",\"more\":1}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.response().body()).contains("/workspace", "/memberId", "/more");
        }

        @Test
        void areNotGivenUnderAnotherName() throws Exception {
            var curl = new ProcessBuilder(
                    "curl",
                    "-sS",
                    "-o",
                    "/dev/null",
                    "-w",
                    "%{http_code}",
                    "-H",
                    "Host: evil.example",
                    "-H",
                    "Content-Type: application/json",
                    "-d",
                    "{\"workspace\":\"" + WORKSPACE + "\"}",
                    "http://127.0.0.1:" + service.port() + "/dev/tokens");
            assertThat(new String(curl.start().getInputStream().readAllBytes())).isEqualTo("403");
        }

        @Test
        void areCheckedWithThePublishedKey() {
            assertThat(service.get("/dev/jwks.json", "").response().body())
                    .contains("\"kty\":\"RSA\"")
                    .doesNotContain("\"d\":");
        }
    }

    @Nested
    class TheWelcome {

        @Test
        void isATourThatWorksWhenPasted(@TempDir Path folder) throws Exception {
            var text = service.output();
            var lines = text.lines()
                    .dropWhile(line -> !line.startsWith("API="))
                    .filter(line -> !line.startsWith("And then"))
                    .toList();
            var script = Files.write(folder.resolve("tour.sh"), lines);
            var tour = new ProcessBuilder("bash", "-eu", "-o", "pipefail", script.toString())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(tour.getInputStream().readAllBytes());
            assertThat(tour.waitFor()).as(said).isZero();
            assertThat(said).contains("\"systolic\":128").doesNotContain("problems/");
        }

        @Test
        void isAllThatIsPrinted() {
            assertThat(service.output()).doesNotContain(" INFO ", " WARN ", " ERROR ", "Exception");
        }
    }

    @Nested
    class TheDatabase {

        @Test
        void waitsForTheDiskAtEveryCommit() throws Exception {
            var port = Files.readAllLines(service.data().resolve("postgres/postmaster.pid"))
                    .get(3);
            var password = Files.readString(service.data().resolve("postgres-password"));
            var url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
            try (var connection = DriverManager.getConnection(url, PostgresServer.USER, password);
                    var settings = connection.createStatement().executeQuery("""
                            select current_setting('fsync') || current_setting('synchronous_commit')
                                || current_setting('full_page_writes') || current_setting('listen_addresses')
                                || (select datlocale from pg_database where datname = 'postgres')""")) {
                settings.next();
                assertThat(settings.getString(1)).isEqualTo("ononon127.0.0.1C.UTF-8");
            }
        }
    }

    @Nested
    class AnotherStart {

        @Test
        void onTheSameFolderIsRefused() throws Exception {
            var second = StandaloneProcess.runToEnd(
                    "--port", "1", "--data", service.data().toString());
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.output()).contains(service.data().toString()).doesNotContain("Exception");
            assertThat(service.get("/actuator/health", "").status()).isEqualTo(200);
        }

        @Test
        void onTheSamePortIsRefusedAndLeavesNothing(@TempDir Path other) throws Exception {
            var second = StandaloneProcess.runToEnd("--port", "" + service.port(), "--data", other.toString());
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.output()).contains("Port " + service.port()).doesNotContain("Exception");
            assertThat(other.resolve("postgres")).doesNotExist();
        }

        @Test
        void withUnknownWordsIsRefused() throws Exception {
            var second = StandaloneProcess.runToEnd("--prot", "8080");
            assertThat(second.code()).isEqualTo(2);
            assertThat(second.output()).startsWith("--prot: unknown option").contains("--port N");
        }
    }

    @Nested
    class AnEnd {

        @ParameterizedTest
        @ValueSource(strings = {"INT", "TERM"})
        void leavesNothingRunningAndLosesNothing(String signal, @TempDir Path folder) throws Exception {
            assumeFalse(signal.equals("INT") && isInterruptIgnored(), "started where Ctrl-C is ignored");
            try (var own = StandaloneProcess.on(folder.resolve("data"))) {
                long type = defineType(own, manager(own));
                var processes = new ArrayList<>(own.processes());
                assertThat(processes).hasSizeGreaterThan(2);

                int code = own.signal(signal);

                assertThat(code).isEqualTo(signal.equals("INT") ? 130 : 143);
                assertThat(processes).allSatisfy(StandaloneProcess::awaitEnd);
                own.restart();
                assertThat(own.get(API + "/data-types/" + type, manager(own)).status())
                        .isEqualTo(200);
            }
        }

        @Test
        void byKillOfTheServiceAloneIsSurvived(@TempDir Path folder) {
            try (var own = StandaloneProcess.on(folder.resolve("data"))) {
                var token = manager(own);
                long type = defineType(own, token);
                var before = own.processes();

                own.killServiceOnly();
                own.restart();

                assertThat(own.get(API + "/data-types/" + type, token).status()).isEqualTo(200);
                assertThat(before).allSatisfy(StandaloneProcess::awaitEnd);
            }
        }

        /** Where a shell started the build in the background, its children inherit that they ignore SIGINT. */
        private boolean isInterruptIgnored() throws Exception {
            var status = Path.of("/proc/self/status");
            return Files.exists(status)
                    && Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("SigIgn:"))
                            .anyMatch(line ->
                                    (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
        }
    }

    private static String manager(StandaloneProcess service) {
        return service.token(WORKSPACE, null, "datatypes:admin records:admin");
    }

    private static long defineType(StandaloneProcess service, String token) {
        var answer = service.post(API + "/data-types", token, """
                {"name":"Visit %s","fields":[
                  {"name":"Systolic","slug":"systolic","fieldType":"integer"},
                  {"name":"Weight","slug":"weight","fieldType":"number"}]}""".formatted(UUID.randomUUID()));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().get("id").asLong();
    }
}
