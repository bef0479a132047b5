package io.datarecords.examples.recordtable;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;

/** Keeps a table of its own from the topic. It can be killed at any moment. */
@SpringBootApplication
public class RecordTable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordTable.class);

    public static void main(String[] arguments) {
        start(arguments);
    }

    /** Its settings have a name of their own, so that they are not those of whoever has it on the class path. */
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
