package io.datarecords.cli;

import io.datarecords.eventlog.backup.Backup;
import io.datarecords.eventlog.backup.Backups;
import io.datarecords.eventlog.backup.Restore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the log back as a backup has it, without what was deleted since. */
@Command(
        name = "restore",
        description = "Restores the event log from a backup, without what was deleted since.",
        footer = {
            "",
            "No service may use the database meanwhile. Afterwards the views are built anew, and everything is published"
                    + " again: the topic record-events must be deleted before the service is started, since it has what"
                    + " is lost and what was erased (see docs/erasure.md)."
        })
final class RestoreCommand implements Callable<Integer> {

    @Mixin
    private final Database database = new Database();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "FOLDER", description = "Where the backups are, and the register of deletions.")
    private Path folder = Path.of("");

    @Option(names = "--backup", paramLabel = "NAME", description = "Which of them; else the newest.")
    private @Nullable String name;

    @Option(
            names = "--replace",
            description = "Lose the log that is in the database, save its deletions, which are noted first.")
    private boolean replace;

    @Override
    public Integer call() throws IOException, SQLException {
        var backups = new Backups(folder);
        var backup = chosen(backups);
        try (var progress = output.progress("Restoring")) {
            var result = new Restore(database.dataSource(), backups, backup, progress::to).run(replace);
            output.print(
                    Map.of("backup", backup.folder().toString(), "result", result),
                    String.format(
                            Locale.ROOT,
                            "%s is restored: %,d events. %,d records that were deleted since are not.%n"
                                    + "Deletions are known until %s; what was deleted later is there again.%n"
                                    + "Delete the topic record-events before you start the service.",
                            backup.folder(),
                            result.events(),
                            result.erased(),
                            result.known().time()));
        }
        return ExitCode.OK;
    }

    private Backup chosen(Backups backups) throws IOException {
        return backups.all().reversed().stream()
                .filter(backup -> name == null || name.equals(backup.name()))
                .findFirst()
                .orElseThrow(() -> Failure.refused("no backup" + (name == null ? "" : " " + name) + " in " + folder));
    }
}
