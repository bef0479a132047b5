package io.datarecords.query;

import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.Follower;
import io.datarecords.query.views.View;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The views' schema, and the one follower that keeps all views in step with the log. */
@Configuration(proxyBeanMethods = false)
class ViewsConfiguration {

    @Bean(initMethod = "migrate")
    Flyway viewSchema(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas("view")
                .locations("classpath:db/query")
                .load();
    }

    @Bean(View.FOLLOWER)
    @DependsOn("viewSchema")
    Follower views(EventLog log, JdbcClient jdbc, PlatformTransactionManager transactions, List<View> views) {
        return new Follower(log, jdbc, transactions, View.FOLLOWER, batch -> views.forEach(view -> view.on(batch)));
    }
}
