package io.datarecords.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL server of our own in the data folder, for this process alone and as durable as any. */
final class PostgresServer implements AutoCloseable {

    static final String USER = "data_records";

    private static final int START_ATTEMPTS = 5;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final DataFolder data;
    private final Path cluster;
    private final Path password;
    private final Path log;
    private int port;
    private @Nullable PostgresPrograms programs;

    /** The server of a folder that this process holds; it does not run yet. */
    PostgresServer(DataFolder data) {
        this.data = data;
        this.cluster = data.resolve("postgres");
        this.password = data.resolve("postgres-password");
        this.log = data.resolve("postgres.log");
    }

    /**
     * Starts the server, which is ready for connections when this returns. One that still runs in the folder was left
     * behind by a process that was killed, and is stopped first.
     *
     * @throws StartFailure if it does not start
     */
    synchronized void start() {
        try {
            var unpacked = new PostgresPrograms(PostgresBinaries.unpacked(data.path()));
            programs = unpacked;
            create(unpacked);
            run(unpacked);
        } catch (IOException e) {
            throw new StartFailure("PostgreSQL does not start: " + e.getMessage(), e);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    String password() {
        return Secrets.keep(password, PostgresServer::newPassword);
    }

    /** Ends every connection and waits until all is written. If it is only being started, waits for that first. */
    @Override
    public synchronized void close() throws IOException {
        if (programs != null && Files.exists(OrphanedPostgres.markOf(cluster))) {
            stop(programs);
        }
    }

    private void stop(PostgresPrograms programs) throws IOException {
        try {
            programs.run("pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "10", "stop");
        } catch (IOException tooSlow) {
            programs.run("pg_ctl", "-D", cluster.toString(), "-m", "immediate", "-w", "-t", "5", "stop");
        }
    }

    /** A cluster appears whole: what a killed process left half made is thrown away. */
    private void create(PostgresPrograms programs) throws IOException {
        if (Files.exists(cluster)) {
            return;
        }
        password();
        var draft = cluster.resolveSibling("postgres.new");
        FileSystemUtils.deleteRecursively(draft);
        programs.run(
                "initdb",
                "--pgdata=" + draft,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        Files.move(draft, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Tries again for a while: processes of a server that was killed may take a moment to go. */
    private void run(PostgresPrograms programs) throws IOException {
        for (int attempt = 1; ; attempt++) {
            OrphanedPostgres.stop(cluster);
            configure();
            try {
                Files.deleteIfExists(log);
                programs.run("pg_ctl", "-D", cluster.toString(), "-l", log.toString(), "-w", "-t", "60", "start");
                return;
            } catch (IOException e) {
                if (attempt == START_ATTEMPTS) {
                    throw new IOException(e.getMessage() + "\n" + lastLines(), e);
                }
                pause();
            }
        }
    }

    private void configure() throws IOException {
        port = freePort();
        Files.write(
                cluster.resolve("postgresql.conf"),
                List.of(
                        "listen_addresses = '127.0.0.1'",
                        "port = " + port,
                        "unix_socket_directories = ''",
                        "max_connections = 200",
                        "shared_buffers = '512MB'",
                        "fsync = on",
                        "synchronous_commit = on",
                        "full_page_writes = on",
                        // The details of an error quote the values of the row that it is about.
                        "log_error_verbosity = terse",
                        "timezone = 'UTC'",
                        "log_timezone = 'UTC'"));
    }

    private String lastLines() throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
