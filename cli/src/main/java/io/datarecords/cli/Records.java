package io.datarecords.cli;

import io.datarecords.eventlog.backup.Refusal;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line for analysts and operators. */
@Command(
        name = "records",
        description = "Data Records on the command line.",
        subcommands = {
            StatusCommand.class,
            ExportCommand.class,
            ReplayCommand.class,
            ImportCommand.class,
            RebuildCommand.class,
            DeadLettersCommand.class,
            BackupCommand.class,
            RestoreCommand.class
        },
        scope = ScopeType.INHERIT,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:not all of it was done",
            "2:the command line is not understood",
            "3:the service or the database is not reached, or not ready",
            "4:the service or the database refuses"
        })
public final class Records {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli sees to it
    private boolean help;

    private Records() {}

    /** Ends the process with the exit code of the command. */
    public static void main(String[] words) {
        System.exit(commandLine().execute(words));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Records())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Records::report);
    }

    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult words) throws Exception {
        if (explained(failure) instanceof Failure expected) {
            command.getErr().println("records " + command.getCommandName() + ": " + expected.getMessage());
            return expected.exitCode();
        }
        throw failure;
    }

    /** What is no fault of this program, in words for whoever typed the command. */
    private static Exception explained(Exception failure) {
        return switch (failure) {
            case Refusal refusal -> Failure.refused(String.valueOf(refusal.getMessage()));
            case SQLException e -> Database.failure(e);
            default -> failure;
        };
    }
}
