package io.datarecords.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One running service for all tests that do not stop it. */
final class SharedService {

    private static final StandaloneProcess SERVICE = start();

    private SharedService() {}

    private static StandaloneProcess start() {
        try {
            var service = StandaloneProcess.on(Files.createTempDirectory("data-records-"));
            Runtime.getRuntime().addShutdownHook(new Thread(service::close));
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StandaloneProcess get() {
        return SERVICE;
    }

    /** The database behind it, for looking into its tables. */
    static JdbcClient database() {
        try {
            var mark = Files.readAllLines(SERVICE.data().resolve("postgres").resolve("postmaster.pid"));
            return JdbcClient.create(new DriverManagerDataSource(
                    "jdbc:postgresql://127.0.0.1:" + mark.get(3).strip() + "/postgres",
                    PostgresServer.USER,
                    Files.readString(SERVICE.data().resolve("postgres-password"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
