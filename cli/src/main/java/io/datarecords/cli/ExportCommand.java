package io.datarecords.cli;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The records of a data type, in a file. */
@Command(name = "export", description = "Writes the records of a data type to a file.")
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private final Service service = new Service();

    @Mixin
    private final Output output = new Output();

    @Parameters(index = "0", paramLabel = "TYPE", description = "The data type, by its slug or id.")
    private String type = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "Where to; - for the standard output.")
    private Path file = Path.of("-");

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; else what FILE ends with, else csv.")
    private @Nullable Format format;

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "As they stood then, like 2026-09-30T22:00:00Z.")
    private @Nullable String asOf;

    @Option(
            names = "--where",
            paramLabel = "CONDITION=VALUE",
            description = "Only those that a list with this parameter has, like 'weight[gte]=70'. May be repeated.")
    private Map<String, String> where = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        try (var progress = output.progress("Bytes")) {
            var content = service.send(request());
            if (file.equals(Path.of("-"))) {
                Transfer.all(content, System.out, progress);
                System.out.flush();
            } else {
                long bytes = PartFile.fill(file, content, progress);
                output.print(Map.of("file", file.toString(), "bytes", bytes), file + ": " + bytes + " bytes");
            }
        }
        return ExitCode.OK;
    }

    private HttpRequest request() {
        var chosen = format != null ? format : Format.of(file).orElse(Format.CSV);
        var query = new Query().with("asOf", asOf);
        where.forEach(query::with);
        return service.requestInWorkspace("/data-types/" + service.dataType(type) + "/records/export" + query)
                .header("Accept", chosen.mediaType())
                .build();
    }
}
