package io.datarecords.command;

import io.datarecords.edge.TestTokens;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Another node of the service on the same database. */
public record SecondNode(ConfigurableApplicationContext context) implements AutoCloseable {

    /** @param dataSource stays open when the node is closed */
    public static SecondNode start(DataSource dataSource, String... properties) {
        return new SecondNode(new SpringApplicationBuilder(CommandSide.class, TestTokens.Keys.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(DataSource.class, () -> dataSource, bean -> bean.setDestroyMethodName("")))
                .properties("data-records.publication.enabled=false")
                .run(Stream.concat(Stream.of("--server.port=0"), Stream.of(properties))
                        .toArray(String[]::new)));
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public Api api() {
        return new Api(context.getEnvironment());
    }

    @Override
    public void close() {
        context.close();
    }
}
