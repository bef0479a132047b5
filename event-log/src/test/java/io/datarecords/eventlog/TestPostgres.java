package io.datarecords.eventlog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL for tests, one server per JVM: a container where a Docker engine answers, else the embedded server.
 * {@code -Dservers=docker} or {@code -Dservers=embedded} decides instead, for Kafka as well.
 */
public final class TestPostgres {

    private record Server(String address, String user, String password) {}

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final Server SERVER = switch (System.getProperty("servers", "auto")) {
        case "docker" -> container();
        case "embedded" -> embedded();
        default -> DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
    };

    private TestPostgres() {}

    private static Server embedded() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .start();
            return new Server("localhost:" + server.getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("resource") // it lives as long as the JVM
    private static Server container() {
        var server = new PostgreSQLContainer("postgres:18").withCommand("postgres", "-c", "max_connections=300");
        server.start();
        return new Server(
                server.getHost() + ":" + server.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                server.getUsername(),
                server.getPassword());
    }

    /** A pool on a new, empty database. */
    public static HikariDataSource dataSource() {
        var database = "test_" + DATABASES.incrementAndGet();
        try (var connection = DriverManager.getConnection(url("postgres"), SERVER.user(), SERVER.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var config = new HikariConfig();
        config.setJdbcUrl(url(database));
        config.setUsername(SERVER.user());
        config.setPassword(SERVER.password());
        config.setMaximumPoolSize(24);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    private static String url(String database) {
        return "jdbc:postgresql://" + SERVER.address() + "/" + database;
    }
}
