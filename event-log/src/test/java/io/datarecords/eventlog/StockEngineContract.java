package io.datarecords.eventlog;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The contract, asked of the engine that comes with Axon. {@link StockEngineTest} runs it. */
class StockEngineContract extends EventStorageContract {

    @Override
    EventStorageEngine engine(HikariDataSource migrate, FaultyCommits dataSource) {
        var serializer = Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(ExactJson::exact)
                .build();
        ConnectionProvider connections = new SpringDataSourceConnectionProvider(dataSource);
        var engine = JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(new SpringTransactionManager(new DataSourceTransactionManager(dataSource)))
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                // its minute, in proportion to an append that is held open for a minute and a half
                .gapTimeout((int) HELD.multipliedBy(2).dividedBy(3).toMillis())
                .build();
        try (var connection = migrate.getConnection();
                var events = PostgresEventTableFactory.INSTANCE.createDomainEventTable(connection, new EventSchema());
                var snapshots =
                        PostgresEventTableFactory.INSTANCE.createSnapshotEventTable(connection, new EventSchema())) {
            events.execute();
            snapshots.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return engine;
    }
}
