package io.datarecords.cli;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records from a file. */
@Command(
        name = "import",
        description = {
            "Creates or updates records from a file of CSV or NDJSON.",
            "Rows that are not taken are written to a file of their own, ready to be corrected and imported."
        })
final class ImportCommand implements Callable<Integer> {

    /** So few that whoever watches sees how it goes on: the service answers when all of them have come. */
    private static final int ROWS_AT_A_TIME = 2_000;

    private static final int BYTES_AT_A_TIME = 8 << 20;

    @Mixin
    private final Service service = new Service();

    @Mixin
    private final Output output = new Output();

    @Parameters(index = "0", paramLabel = "TYPE", description = "The data type, by its slug or id.")
    private String type = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The rows; its name ends with .csv or .ndjson.")
    private Path file = Path.of("");

    @Option(
            names = "--mode",
            paramLabel = "create|upsert",
            defaultValue = "create",
            description = "upsert updates the records whose external ids the rows have (default: create).")
    private String mode = "create";

    @Option(names = "--dry-run", description = "Only tell which rows would be taken.")
    private boolean dryRun;

    @Option(
            names = "--refused",
            paramLabel = "FILE",
            description = "Where to write the rows that are not taken (default: FILE.refused.csv or .ndjson).")
    private @Nullable Path refusedFile;

    @Override
    public Integer call() throws IOException {
        var format = Format.of(file)
                .filter(known -> known != Format.PARQUET)
                .orElseThrow(() -> Failure.refused(file + " (expected: a name that ends with .csv or .ndjson)"));
        var target = refusedFile != null ? refusedFile : beside(format);
        try (var progress = output.progress("Bytes");
                var rows = RowFile.open(file, format == Format.CSV)) {
            byte[] header = format == Format.CSV ? Objects.requireNonNullElse(rows.next(), new byte[0]) : new byte[0];
            try (var refused = new RefusedRows(target, header)) {
                var upload = new RowUpload(service, request(format), header, refused);
                sendAll(rows, upload, progress);
                return report(upload, target, refused);
            }
        }
    }

    private Path beside(Format format) {
        var name = String.valueOf(file.getFileName());
        return file.resolveSibling(
                name.substring(0, name.length() - format.toString().length()) + "refused." + format);
    }

    private HttpRequest.Builder request(Format format) {
        var query = new Query().with("mode", mode).with("dryRun", dryRun);
        return service.requestInWorkspace("/data-types/" + service.dataType(type) + "/records/import" + query)
                .header("Content-Type", format.mediaType());
    }

    private void sendAll(RowFile rows, RowUpload upload, Progress progress) throws IOException {
        long size = Files.size(file);
        for (var part = part(rows); !part.isEmpty(); part = part(rows)) {
            upload.send(part);
            progress.to(rows.position(), size);
        }
    }

    private static List<byte[]> part(RowFile rows) throws IOException {
        var part = new ArrayList<byte[]>();
        int bytes = 0;
        while (part.size() < ROWS_AT_A_TIME && bytes < BYTES_AT_A_TIME) {
            byte[] row = rows.next();
            if (row == null) {
                return part;
            }
            part.add(row);
            bytes += row.length;
        }
        return part;
    }

    private int report(RowUpload upload, Path target, RefusedRows refused) {
        var result = new LinkedHashMap<String, Object>(upload.counts());
        result.put("rows", upload.rows());
        var text = upload.counts().entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", ", upload.rows() + " rows: ", ""));
        if (!refused.isEmpty()) {
            result.put("refused", target.toString());
            text += "%nWhat was not taken is in %s, and why in %s".formatted(target, refused.reasons());
        }
        output.print(result, text);
        var failure = upload.failure();
        if (failure != null) {
            throw failure;
        }
        return refused.isEmpty() ? ExitCode.OK : ExitCodes.PARTLY_REFUSED;
    }
}
