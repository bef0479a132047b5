package io.datarecords.eventlog;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log's schema. Whoever owns it brings it up to date and says who may read it; any other role waits for that. */
public final class LogSchema {

    private static final Logger LOGGER = LoggerFactory.getLogger(LogSchema.class);

    private static final Duration POLL = Duration.ofMillis(500);

    private static final String IS_OURS = """
            select coalesce(
                (select pg_has_role(nspowner, 'usage') from pg_namespace where nspname = 'log'),
                has_database_privilege(current_database(), 'create'))""";

    private final JdbcClient jdbc;
    private final Flyway flyway;

    /** @param reader the role that may read the log beside its owner, or null */
    public LogSchema(DataSource dataSource, @Nullable String reader) {
        this.jdbc = JdbcClient.create(dataSource);
        this.flyway = Flyway.configure()
                .dataSource(dataSource)
                .schemas("log")
                .locations("classpath:db/log")
                .placeholders(Map.of("reader", reader == null || reader.isBlank() ? "current_user" : quoted(reader)))
                .load();
    }

    private static String quoted(String role) {
        return '"' + role.replace("\"", "\"\"") + '"';
    }

    /**
     * Returns when the schema is as this version needs it.
     *
     * @throws IllegalStateException if it belongs to another role, which has not brought it there in time
     */
    public void prepare(Duration longestWait) {
        if (isOurs()) {
            flyway.migrate();
        } else {
            await(longestWait);
        }
    }

    private boolean isOurs() {
        return jdbc.sql(IS_OURS).query(Boolean.class).single();
    }

    private void await(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        for (boolean isFirst = true; !isUpToDate(); isFirst = false) {
            if (isFirst) {
                LOGGER.info("Waiting for the owner of schema log to bring it up to date");
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("schema log: not as this version needs it after " + longest.toSeconds()
                        + " s (expected: a command side of this version that owns the schema is running,"
                        + " with data-records.log.reader=" + currentUser() + ")");
            }
            Pause.of(POLL);
        }
    }

    private boolean isUpToDate() {
        try {
            return Arrays.stream(flyway.info().pending()).findAny().isEmpty();
        } catch (FlywayException e) {
            // the owner has not yet let us read even the list of migrations
            LOGGER.debug("The state of schema log cannot be read", e);
            return false;
        }
    }

    private String currentUser() {
        return jdbc.sql("select current_user").query(String.class).single();
    }
}
