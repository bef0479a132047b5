package io.datarecords.query.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.core.io.ClassPathResource;

/** The tables of generations: made and dropped as a whole, each in a schema of its own. */
final class GenerationSchemas {

    private static final String MIGRATION = "db/view/V1__views.sql";

    private final DataSource dataSource;

    GenerationSchemas(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What tells generations apart whose tables differ: they cannot stand in for each other. */
    static String shape() {
        try {
            var text = new ClassPathResource(MIGRATION).getContentAsByteArray();
            var digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes what all generations share, if it is not there yet. */
    void prepare() {
        in("views", "db/views").load().migrate();
    }

    /** Makes a generation's tables, if they are not there yet. */
    void create(int id) {
        in(Generation.schemaOf(id), "db/view").load().migrate();
    }

    void drop(int id) {
        in(Generation.schemaOf(id), "db/view").cleanDisabled(false).load().clean();
    }

    private FluentConfiguration in(String schema, String migrations) {
        return Flyway.configure().dataSource(dataSource).schemas(schema).locations("classpath:" + migrations);
    }
}
