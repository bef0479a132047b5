package io.datarecords.standalone;

import io.datarecords.examples.recordtable.RecordTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The example consumer as a process of its own, with its tables in a schema of the service's database. */
final class ExampleConsumer implements AutoCloseable {

    private final Map<String, String> environment;
    private final Path output;
    private Process process;

    private ExampleConsumer(Map<String, String> environment, Path output) throws IOException {
        this.environment = environment;
        this.output = output;
        this.process = launch();
    }

    static ExampleConsumer start(StandaloneProcess service, String broker, Path output) throws IOException {
        var environment = Map.of(
                "SPRING_KAFKA_BOOTSTRAPSERVERS",
                broker,
                "SPRING_DATASOURCE_URL",
                service.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME",
                PostgresServer.USER,
                "SPRING_DATASOURCE_PASSWORD",
                Files.readString(service.data().resolve("postgres-password")));
        return new ExampleConsumer(environment, output);
    }

    private Process launch() throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordTable.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void restart() throws IOException {
        process = launch();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
