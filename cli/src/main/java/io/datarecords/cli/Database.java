package io.datarecords.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The database that a command speaks to: that of {@code ./run}, or any other. */
final class Database {

    // The user of the server that ./run keeps in its folder, and the line with the port in the file by which a server
    // marks that folder as long as it runs.
    private static final String USER_OF_RUN = "data_records";
    private static final int PORT = 3;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The database, such as jdbc:postgresql://localhost:5432/data_records.")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "USER", defaultValue = "${env:PGUSER}", description = "As whom (or PGUSER).")
    private @Nullable String user;

    @Option(
            names = "--password",
            arity = "0..1",
            interactive = true,
            defaultValue = "${env:PGPASSWORD}",
            description = "Asks for the password (or PGPASSWORD).")
    private @Nullable String password;

    @Option(names = "--data", paramLabel = "DIR", description = "The database in the data folder of a ./run.")
    private @Nullable Path data;

    DataSource dataSource() throws IOException {
        if ((data == null) == (url == null)) {
            throw usage("One of --database and --data is needed.");
        }
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            throw usage("--database " + url + ": not an address (expected: one like"
                    + " jdbc:postgresql://localhost:5432/data_records)");
        }
        var database = new DriverManagerDataSource();
        if (data != null) {
            database.setUrl("jdbc:postgresql://127.0.0.1:" + port(data) + "/postgres");
            database.setUsername(USER_OF_RUN);
            database.setPassword(Files.readString(data.resolve("postgres-password")));
        } else {
            database.setUrl(Objects.requireNonNull(url));
            database.setUsername(user);
            database.setPassword(password);
        }
        var properties = new Properties();
        properties.setProperty("ApplicationName", "records");
        database.setConnectionProperties(properties);
        return database;
    }

    private static String port(Path data) throws IOException {
        var mark = data.resolve("postgres").resolve("postmaster.pid");
        var lines = Files.exists(mark) ? Files.readAllLines(mark) : List.<String>of();
        if (lines.size() <= PORT) {
            throw Failure.unreachable(
                    "no PostgreSQL runs in " + data + ". ./run starts it with the service, ./run --postgres alone");
        }
        return lines.get(PORT);
    }

    /** What a failed statement is to whoever typed the command. */
    static Failure failure(SQLException e) {
        var state = e.getSQLState() == null ? "08" : e.getSQLState();
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57")
                ? Failure.unreachable(String.valueOf(e.getMessage()))
                : Failure.refused(String.valueOf(e.getMessage()));
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }
}
