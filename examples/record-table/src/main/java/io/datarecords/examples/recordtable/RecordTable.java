package io.datarecords.examples.recordtable;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;

/**
 * Keeps a table of its own from the topic. It can be killed at any moment. It is made of what it names here, whatever else
 * is on the class path, and has settings of its own name.
 */
@SpringBootConfiguration
@ComponentScan
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    KafkaAutoConfiguration.class
})
public class RecordTable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordTable.class);

    public static void main(String[] arguments) {
        start(arguments);
    }

    static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(RecordTable.class)
                .properties("spring.config.name=record-table")
                .run(arguments);
    }

    @Bean(initMethod = "migrate")
    Flyway tables(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas("record_table")
                .locations("classpath:db/record_table")
                .load();
    }

    /** A process that reads no more had better end: whoever watches it can start another. */
    @EventListener
    void on(ConsumerStoppedEvent stopped) {
        if (stopped.getReason() != ConsumerStoppedEvent.Reason.NORMAL) {
            LOG.error("Nothing is read any more ({}): the process ends", stopped.getReason());
            Thread.ofPlatform().start(() -> System.exit(1));
        }
    }
}
