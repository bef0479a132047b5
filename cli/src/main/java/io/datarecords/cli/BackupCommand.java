package io.datarecords.cli;

import io.datarecords.eventlog.backup.Backups;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the log into a folder, while the service goes on. */
@Command(
        name = "backup",
        description = "Backs up the event log, or only notes what was deleted since.",
        footer = {
            "",
            "Each backup is a folder in FOLDER. The register of deletions lies beside them, in deletions.ndjson and"
                    + " deletions.json: have --deletions run every minute, and keep the newest register with every copy"
                    + " of a backup. A restore erases again what is in it."
        })
final class BackupCommand implements Callable<Integer> {

    @Mixin
    private final Database database = new Database();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "FOLDER", description = "Where the backups are.")
    private Path folder = Path.of("");

    @Option(names = "--deletions", description = "Bring only the register of deletions up to date.")
    private boolean deletions;

    @Override
    public Integer call() throws IOException, SQLException {
        var backups = new Backups(folder);
        if (deletions) {
            noteDeletions(backups);
        } else {
            backUp(backups);
        }
        return ExitCode.OK;
    }

    private void noteDeletions(Backups backups) throws IOException, SQLException {
        long added = backups.register().update(database.dataSource());
        long position = backups.register().state().position();
        output.print(
                Map.of("deletions", added, "position", position),
                added + " deletions noted, up to position " + position);
    }

    private void backUp(Backups backups) throws IOException, SQLException {
        try (var progress = output.progress("Backing up")) {
            var backup = backups.take(database.dataSource(), progress::to);
            var manifest = backup.manifest();
            output.print(
                    Map.of("backup", backup.folder().toString(), "manifest", manifest),
                    String.format(
                            Locale.ROOT,
                            "%s: %,d events, up to position %d of %s",
                            backup.folder(),
                            manifest.events(),
                            manifest.position(),
                            manifest.time()));
        }
    }
}
