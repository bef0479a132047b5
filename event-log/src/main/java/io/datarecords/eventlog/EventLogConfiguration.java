package io.datarecords.eventlog;

import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The event log on the application's data source. Its schema is brought up to date before anyone can use it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
public class EventLogConfiguration {

    /** How long a node waits for another one to bring the schema up to date. */
    private static final Duration SCHEMA_WAIT = Duration.ofSeconds(60);

    private final Availability availability = new Availability();

    @Bean
    EventLog eventLog(DataSource dataSource, LogProperties properties) {
        new LogSchema(dataSource, properties.reader()).prepare(SCHEMA_WAIT);
        return new EventLog(dataSource, availability);
    }

    @Bean
    Ids ids(DataSource dataSource, @SuppressWarnings("unused") EventLog migrated) {
        return new Ids(JdbcClient.create(dataSource));
    }

    @Bean
    DoneRequests doneRequests(DataSource dataSource, @SuppressWarnings("unused") EventLog migrated) {
        return new DoneRequests(JdbcClient.create(dataSource));
    }

    @Bean
    PostgresEventStorageEngine eventStorageEngine(
            DataSource dataSource, EventLog log, ObjectProvider<SnapshotTypes> snapshotTypes) {
        var types = snapshotTypes.getIfAvailable(() -> new SnapshotTypes(Map.of()));
        return new PostgresEventStorageEngine(
                log, new Appender(dataSource, availability), new Snapshots(JdbcClient.create(dataSource), types));
    }

    @Bean
    PostgresEventStore eventStore(PostgresEventStorageEngine engine, EventLog log) {
        return PostgresEventStore.over(engine, log);
    }
}
