package io.datarecords.query;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.edge.TestTokens;
import io.datarecords.eventlog.TestLog;
import io.datarecords.eventlog.TestPostgres;
import io.datarecords.eventlog.TestPostgres.TwoRoles;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The query side on a database of its own, with a role that may only read the log; events come from a log in another
 * process, as far as it can tell.
 */
@EnableAutoConfiguration
@Import({QuerySide.class, TestTokens.Keys.class})
public class TestQuerySide {

    @Bean
    TwoRoles database() {
        return TestPostgres.twoRoles();
    }

    @Bean
    TestLog testLog(TwoRoles database) {
        return new TestLog(database.commandSide(), database.querySide().getUsername());
    }

    /** There once the log is, as the query side would wait for it. */
    @Bean
    HikariDataSource dataSource(TwoRoles database, @SuppressWarnings("unused") TestLog log) {
        return database.querySide();
    }
}
