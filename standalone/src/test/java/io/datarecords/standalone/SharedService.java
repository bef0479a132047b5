package io.datarecords.standalone;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One running service for all tests that do not stop it. */
public final class SharedService {

    private static final StandaloneProcess SERVICE = start();

    private SharedService() {}

    private static StandaloneProcess start() {
        try {
            var service = StandaloneProcess.on(Files.createTempDirectory("data-records-"));
            Runtime.getRuntime().addShutdownHook(new Thread(service::close));
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static StandaloneProcess get() {
        return SERVICE;
    }

    /** Signs claims as the service itself does: what the service does not issue must be refused all the same. */
    public static String sign(JWTClaimsSet claims) {
        return SigningKey.keptIn(SERVICE.data().resolve("signing-key.json")).sign(claims);
    }

    /** The schema of the views that are live now. */
    static String views() {
        return database()
                .sql("select 'view_' || id from views.generation where state = 'live'")
                .query(String.class)
                .single();
    }

    /** The database behind it, for looking into its tables. */
    public static JdbcClient database() {
        return SERVICE.database();
    }
}
