package io.datarecords.command;

import io.datarecords.edge.TestTokens;
import io.datarecords.eventlog.TestPostgres;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.sql.DataSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A test of the running service over HTTP, on a real PostgreSQL. All such tests share the one service. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {CommandSide.class, TestTokens.Keys.class, CommandSideTest.Database.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "data-records.publication.enabled=false")
@Import(Api.class)
public @interface CommandSideTest {

    /** Not annotated: the service, which is scanned for, must not find it. */
    class Database {

        @Bean
        DataSource dataSource() {
            return TestPostgres.dataSource();
        }
    }
}
