package io.datarecords.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.cli.TestService.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

    private static final String EXPORT = TestService.BASE + "/data-types/3/records/export";

    @TempDir
    private Path folder;

    private final TestService service = new TestService();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theFileIsAsItsNameSays() {
        service.on("GET", EXPORT, request -> new Answer(200, request.accept()));
        var file = folder.resolve("visits.parquet");

        var run = service.run("export", "3", file.toString(), "--where", "weight[gte]=70", "--where", "note=a b");

        assertThat(run.exitCode()).isZero();
        assertThat(file).hasContent("application/vnd.apache.parquet");
        assertThat(service.requests().getLast().uri()).hasToString(EXPORT + "?weight%5Bgte%5D=70&note=a+b");
    }

    @Test
    void whatIsBrokenOffLeavesNoFile() {
        service.on("GET", EXPORT, _ -> new Answer(-200, "id,memberId"));
        var file = folder.resolve("visits.csv");

        var run = service.run("export", "3", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(run.err()).startsWith("records export: the service broke off");
        assertThat(folder).isEmptyDirectory();
    }
}
