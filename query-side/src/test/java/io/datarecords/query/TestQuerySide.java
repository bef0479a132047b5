package io.datarecords.query;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.edge.TestTokens;
import io.datarecords.eventlog.TestLog;
import io.datarecords.eventlog.TestPostgres;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The query side on a database of its own; events come from a log in another process, as far as it can tell. */
@EnableAutoConfiguration
@Import({QuerySide.class, TestTokens.Keys.class})
public class TestQuerySide {

    @Bean
    HikariDataSource dataSource() {
        return TestPostgres.dataSource();
    }

    @Bean
    TestLog testLog(DataSource dataSource) {
        return new TestLog(dataSource);
    }
}
