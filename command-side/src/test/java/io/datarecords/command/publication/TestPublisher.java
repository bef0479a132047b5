package io.datarecords.command.publication;

import io.datarecords.eventlog.EventLog;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node that publishes and does nothing else. */
final class TestPublisher {

    private TestPublisher() {}

    static Progress progress(DataSource dataSource) {
        PublicationConfiguration.migrate(dataSource);
        return new Progress(JdbcClient.create(dataSource));
    }

    static Publisher on(
            DataSource dataSource, EventLog log, Map<String, Object> connection, PublicationProperties properties) {
        return new Publisher(
                log,
                progress(dataSource),
                new ParkedEvents(JdbcClient.create(dataSource)),
                new RecordEventsTopic(connection, properties),
                new EventProducer(connection, properties.partitions()),
                properties.markerDelay());
    }
}
