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
        return pool(newDatabase(), SERVER.user(), SERVER.password());
    }

    /** The same, with a search path of its own. */
    public static HikariDataSource dataSource(String searchPath) {
        return pool(newDatabase(), SERVER.user(), SERVER.password(), " -c search_path=" + searchPath);
    }

    /** Another pool on the same database. */
    public static HikariDataSource beside(HikariDataSource pool) {
        return beside(pool, pool.getJdbcUrl());
    }

    /** Another pool on the same database, which is reached on another way. */
    static HikariDataSource beside(HikariDataSource pool, String url) {
        var config = new HikariConfig();
        pool.copyStateTo(config);
        config.setPoolName(null);
        config.setJdbcUrl(url);
        return new HikariDataSource(config);
    }

    /** A new database with the roles that the two sides have in operation, each the owner of its own, empty schema. */
    public static TwoRoles twoRoles() {
        var database = newDatabase();
        execute(database, """
                do $$ begin
                    if to_regrole('command_side') is null then
                        create role command_side login password 'command_side';
                        create role query_side login password 'query_side';
                    end if;
                end $$;
                create schema log authorization command_side;
                create schema views authorization query_side;
                grant create on database %s to query_side;
                create extension btree_gin schema views;
                create extension pg_trgm schema views""".formatted(database));
        return new TwoRoles(pool(database, "command_side", "command_side"), pool(database, "query_side", "query_side"));
    }

    /** One database, as each of the sides may use it. */
    public record TwoRoles(HikariDataSource commandSide, HikariDataSource querySide) implements AutoCloseable {

        @Override
        public void close() {
            commandSide.close();
            querySide.close();
        }
    }

    private static String newDatabase() {
        var database = "test_" + DATABASES.incrementAndGet();
        execute("postgres", "create database " + database);
        return database;
    }

    private static void execute(String database, String sql) {
        try (var connection = DriverManager.getConnection(url(database), SERVER.user(), SERVER.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HikariDataSource pool(String database, String user, String password) {
        return pool(database, user, password, "");
    }

    private static HikariDataSource pool(String database, String user, String password, String options) {
        var config = new HikariConfig();
        config.setJdbcUrl(url(database));
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(24);
        config.setMinimumIdle(1);
        // As the services have it.
        config.addDataSourceProperty(
                "options", "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off" + options);
        return new HikariDataSource(config);
    }

    private static String url(String database) {
        return "jdbc:postgresql://" + SERVER.address() + "/" + database;
    }
}
