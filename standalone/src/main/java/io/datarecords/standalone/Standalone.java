package io.datarecords.standalone;

import io.datarecords.standalone.sample.SampleData;
import io.datarecords.standalone.sample.SampleData.DataTypes;
import io.datarecords.standalone.sample.SampleFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts everything in one process, and stops everything with it. */
public final class Standalone {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Standalone() {}

    /** Exit codes: 1 if it cannot start, 2 if the command line is not understood. */
    public static void main(String[] words) {
        try {
            var arguments = Arguments.parse(words);
            if (arguments.help()) {
                System.out.println(Arguments.HELP);
            } else if (arguments.alone()) {
                startPostgresAlone(arguments, new Shutdown());
            } else {
                start(arguments, new Shutdown());
            }
        } catch (Arguments.BadArgument bad) {
            exit(bad.getMessage() + "\n\n" + Arguments.HELP, MISUSED);
        } catch (StartFailure failure) {
            exit(String.valueOf(failure.getMessage()), FAILED);
        } catch (RuntimeException e) {
            e.printStackTrace();
            exit("It does not start; the reason stands above.", FAILED);
        }
    }

    private static void start(Arguments arguments, Shutdown shutdown) {
        var data = shutdown.ends(DataFolder.open(arguments.data()));
        requireFree(arguments);
        System.out.println("Starting " + servers(arguments.broker()) + " in " + data.path() + " …");
        var postgres = shutdown.ends(new PostgresServer(data));
        if (arguments.broker() instanceof Broker.Own(int port)) {
            shutdown.ends(new KafkaServer(data, port)).start();
        }
        postgres.start();
        System.out.println("Starting the service …");
        var workspace = UUID.fromString(Secrets.keep(
                data.resolve("example-workspace"), () -> UUID.randomUUID().toString()));
        var tokens = new Tokens(SigningKey.keptIn(data.resolve("signing-key.json")), workspace);
        Readiness.await(shutdown.ends(service(tokens, properties(arguments, postgres))));
        var sample = arguments.sample() ? sample(arguments.port(), data, tokens) : Optional.<DataTypes>empty();
        if (!shutdown.hasBegun()) {
            var host = "http://localhost:" + arguments.port();
            System.out.println(new Welcome(host, data.path(), arguments.broker(), tokens).text(sample));
        }
    }

    /** Until the process is asked to stop. */
    private static void startPostgresAlone(Arguments arguments, Shutdown shutdown) {
        var data = shutdown.ends(DataFolder.open(arguments.data()));
        shutdown.ends(new PostgresServer(data)).start();
        System.out.println("Only PostgreSQL runs in " + data.path() + ", for ./records --data " + data.path()
                + " (Ctrl-C stops it)");
        while (!shutdown.hasBegun()) {
            LockSupport.park();
        }
    }

    private static String servers(Broker broker) {
        return broker instanceof Broker.Own ? "PostgreSQL and Kafka" : "PostgreSQL";
    }

    /** The service is of use without sample data too. */
    private static Optional<DataTypes> sample(int port, DataFolder data, Tokens tokens) {
        var workspace = tokens.exampleWorkspace();
        var base = URI.create("http://127.0.0.1:" + port + "/api/v2/w/" + workspace);
        try {
            return new SampleData(data.path(), base, person -> tokens.issue(workspace, person), System.out).load();
        } catch (SampleFailure failure) {
            System.err.println(
                    "\nThe sample data is not complete; the next start goes on with it. " + failure.getMessage());
            return Optional.empty();
        }
    }

    private static ConfigurableApplicationContext service(Tokens tokens, String... properties) {
        var application = new SpringApplication(StandaloneConfiguration.class);
        application.setRegisterShutdownHook(false);
        application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>)
                context -> context.registerBean(Tokens.class, () -> tokens));
        try {
            return application.run(properties);
        } catch (RuntimeException logged) {
            throw new StartFailure("The service does not start; the reason stands above.", logged);
        }
    }

    /** What only this start knows; the rest is in application.yml. */
    private static String[] properties(Arguments arguments, PostgresServer postgres) {
        var properties = new ArrayList<>(List.of(
                "--server.port=" + arguments.port(),
                "--spring.datasource.url=" + postgres.jdbcUrl(),
                "--spring.datasource.username=" + PostgresServer.USER,
                "--spring.datasource.password=" + postgres.password(),
                "--data-records.token.issuer=" + Tokens.ISSUER,
                "--data-records.token.audience=" + Tokens.AUDIENCE,
                "--data-records.token.jwk-set-uri=http://127.0.0.1:" + arguments.port() + "/dev/jwks.json"));
        properties.addAll(arguments.broker().properties());
        return properties.toArray(String[]::new);
    }

    /** Before anything is started in vain. */
    private static void requireFree(Arguments arguments) {
        FreePort.require("--port", arguments.port());
        if (arguments.broker() instanceof Broker.Own(int port)) {
            FreePort.require("--kafka-port", port);
        }
    }

    private static void exit(String message, int code) {
        System.err.println(message);
        System.exit(code);
    }
}
