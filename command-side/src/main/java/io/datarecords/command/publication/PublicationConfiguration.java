package io.datarecords.command.publication;

import io.datarecords.eventlog.EventLog;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Publication on this node, unless that is switched off. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:io/datarecords/command/publication/publication.properties")
@EnableConfigurationProperties(PublicationProperties.class)
@ConditionalOnBooleanProperty(name = "data-records.publication.enabled", matchIfMissing = true)
class PublicationConfiguration {

    @Bean
    Progress publicationProgress(DataSource dataSource, @SuppressWarnings("unused") EventLog migrated) {
        migrate(dataSource);
        return new Progress(JdbcClient.create(dataSource));
    }

    static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("publication")
                .locations("classpath:db/publication")
                .load()
                .migrate();
    }

    @Bean
    Publisher publisher(
            EventLog log,
            DataSource dataSource,
            Progress progress,
            KafkaProperties kafka,
            PublicationProperties properties) {
        return new Publisher(
                log,
                progress,
                new ParkedEvents(JdbcClient.create(dataSource)),
                new RecordEventsTopic(kafka.buildAdminProperties(), properties),
                new EventProducer(kafka.buildProducerProperties(), properties.partitions()),
                properties.markerDelay());
    }

    @Bean
    PublicationHealthIndicator publicationHealthIndicator(Publisher publisher, Progress progress) {
        return new PublicationHealthIndicator(publisher, progress);
    }

    @Bean
    MeterBinder publicationMetrics(Publisher publisher, Progress progress) {
        return registry -> {
            Gauge.builder(
                            "datarecords.publication.lag.events",
                            () -> progress.lag().events())
                    .description("Events of the log that are not on Kafka yet")
                    .register(registry);
            Gauge.builder("datarecords.publication.lag", () -> progress.lag().seconds())
                    .baseUnit("seconds")
                    .description("How long the oldest of them has waited")
                    .register(registry);
            Gauge.builder(
                            "datarecords.publication.parked.events",
                            () -> progress.lag().parked())
                    .description("Events that the broker refused, and those that wait behind them")
                    .register(registry);
            FunctionCounter.builder("datarecords.publication.events", publisher, Publisher::published)
                    .description("Events that this node has published")
                    .register(registry);
        };
    }
}
