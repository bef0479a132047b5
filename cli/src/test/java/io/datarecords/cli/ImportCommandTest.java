package io.datarecords.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.cli.TestService.Answer;
import io.datarecords.cli.TestService.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    private static final String IMPORT = TestService.BASE + "/data-types/3/records/import";

    @TempDir
    private Path folder;

    private final TestService service = new TestService();
    private Path file;
    private int refusedParts;

    @BeforeEach
    void start() {
        file = folder.resolve("visits.csv");
        service.on("GET", TestService.BASE + "/data-types/slug/visit", _ -> new Answer(200, "{\"id\":3}"));
        service.on("POST", IMPORT, ImportCommandTest::answered);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    /** Refuses each row with an x. */
    private static Answer answered(Request request) {
        var rows = request.body()
                .lines()
                .skip(1)
                .filter(line -> !line.startsWith("two"))
                .toList();
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var status = row.contains("x") ? "rejected" : "created";
            lines.add("{\"row\":" + (lines.size() + 1) + ",\"status\":\"" + status + "\"}");
        }
        lines.add("{\"summary\":true}");
        return new Answer(200, String.join("\n", lines));
    }

    @Test
    void rowsThatAreNotTakenAreWrittenAsideReadyToBeSentAgain() throws IOException {
        Files.writeString(file, "reason,note\r\na,\"one\ntwo\"\r\nx,2\r\n\r\nb,3\r\nx,\"one\ntwo\"");

        var run = service.run("import", "visit", file.toString(), "--mode", "upsert");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.PARTLY_REFUSED);
        assertThat(run.out()).startsWith("4 rows: 2 created, 2 rejected\n").contains("visits.refused.csv");
        assertThat(folder.resolve("visits.refused.csv")).hasContent("reason,note\nx,2\nx,\"one\ntwo\"\n");
        assertThat(folder.resolve("visits.refused.csv.reasons.ndjson"))
                .hasContent("{\"row\":2,\"status\":\"rejected\"}\n{\"row\":4,\"status\":\"rejected\"}\n");
        assertThat(service.requests().getLast().uri()).hasToString(IMPORT + "?mode=upsert&dryRun=false");
    }

    @Test
    void aQuoteWithinACellHoldsNoRowsTogether() throws IOException {
        Files.writeString(file, "reason,note\na,5\" pipe\nx,2\nb,7\"\n");

        var run = service.run("import", "visit", file.toString());

        assertThat(run.out()).startsWith("3 rows: 2 created, 1 rejected\n");
        assertThat(folder.resolve("visits.refused.csv")).hasContent("reason,note\nx,2\n");
    }

    @Test
    void aFileIsSentInPartsEachWithTheColumns() throws IOException {
        Files.writeString(file, rows(4_500, 1_999, 4_400));

        var run = service.run("import", "3", file.toString(), "--json");

        assertThat(run.out()).startsWith("{\"created\":4498,\"rejected\":2,\"rows\":4500,");
        assertThat(service.requests())
                .hasSize(3)
                .allMatch(request -> request.body().startsWith("reason\n"));
        assertThat(folder.resolve("visits.refused.csv.reasons.ndjson"))
                .hasContent("{\"row\":2000,\"status\":\"rejected\"}\n{\"row\":4401,\"status\":\"rejected\"}\n");
    }

    private static String rows(int rows, Integer... refused) {
        var all = Set.of(refused);
        return IntStream.range(0, rows)
                .mapToObj(row -> all.contains(row) ? "x" : "a")
                .collect(Collectors.joining("\n", "reason\n", "\n"));
    }

    @Test
    void everyRowTakenIsASuccessAndLeavesNoFile() throws IOException {
        Files.writeString(file, rows(3));

        assertThat(service.run("import", "3", file.toString()).exitCode()).isZero();
        assertThat(folder).isDirectoryNotContaining("glob:**refused*");
    }

    @Test
    void whatIsLeftWhenTheServiceBreaksOffIsWrittenAside() throws IOException {
        Files.writeString(file, rows(4_100));
        service.on(
                "POST",
                IMPORT,
                request -> refusedParts++ == 0
                        ? answered(request)
                        : new Answer(-200, "{\"row\":1,\"status\":\"created\"}\n"));

        var run = service.run("import", "3", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(run.out()).startsWith("4100 rows: 2001 created, 1999 failed, 100 skipped");
        assertThat(run.err()).contains("broke off");
        assertThat(folder.resolve("visits.refused.csv")).hasContent(rows(2_099));
    }

    @Test
    void whatIsRefusedAsAWholeWritesNothing() throws IOException {
        Files.writeString(file, rows(3));
        service.on(
                "POST",
                IMPORT,
                _ -> new Answer(400, "{\"title\":\"The input breaks rules\",\"detail\":\"See.\",\"errors\":[]}"));

        var run = service.run("import", "3", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).isEqualTo("records import: 400 The input breaks rules: See. []\n");
        assertThat(folder).isDirectoryNotContaining("glob:**refused*");
    }
}
