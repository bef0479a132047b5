package io.datarecords.query.generation;

import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.Projection;
import io.datarecords.query.views.View;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The generations of the views on the application's data source. */
@Configuration(proxyBeanMethods = false)
class GenerationConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static SearchPath searchPath() {
        return new SearchPath();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BeanPostProcessor generationDataSource(SearchPath searchPath) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool ? new GenerationDataSource(pool, searchPath) : bean;
            }
        };
    }

    @Bean
    GenerationSchemas generationSchemas(DataSource dataSource, @SuppressWarnings("unused") EventLog migrated) {
        var schemas = new GenerationSchemas(dataSource);
        schemas.prepare();
        return schemas;
    }

    @Bean
    Generations generations(
            EventLog log,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            @Qualifier(View.ALL) Projection views,
            SearchPath searchPath) {
        return new Generations(log, jdbc, new TransactionTemplate(transactions), views, searchPath);
    }

    @Bean
    GenerationKeeper generationKeeper(
            GenerationSchemas schemas,
            GenerationRows rows,
            Generations generations,
            PlatformTransactionManager transactions) {
        return new GenerationKeeper(schemas, rows, generations, new TransactionTemplate(transactions));
    }
}
