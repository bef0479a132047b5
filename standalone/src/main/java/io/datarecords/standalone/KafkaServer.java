package io.datarecords.standalone;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.datarecords.kafka.KafkaBroker;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A Kafka of our own in the data folder, for this machine alone. One that ends by itself is started again. */
final class KafkaServer implements AutoCloseable {

    private static final int ATTEMPTS = 5;
    private static final long LEAST_ARCHIVE = 20_000_000;
    private static final Duration SOON = Duration.ofSeconds(30);

    /** A single broker has no replica that still has what a loss of power takes: it writes to disk as PostgreSQL does. */
    static final Map<String, String> SETTINGS = Map.of("log.flush.interval.messages", "1");

    private final KafkaBroker broker;
    private Instant started = Instant.MIN;
    private int attempts;
    private boolean closed;

    /** The broker of a folder that this process holds; it does not run yet. */
    KafkaServer(DataFolder data, int port) {
        this.broker = new KafkaBroker(data.resolve("kafka"), port, SETTINGS, jvmOptions());
    }

    /**
     * Starts the broker and does not wait for it: who publishes does so.
     *
     * @throws StartFailure if there is no process to be had
     */
    void start() {
        try {
            Files.deleteIfExists(broker.log());
            launch();
        } catch (IOException e) {
            throw new StartFailure("Kafka does not start: " + e.getMessage(), e);
        }
    }

    private synchronized void launch() throws IOException {
        broker.start();
        started = Instant.now();
        var _ = broker.process()
                .orElseThrow()
                .onExit()
                .thenRunAsync(this::startAgain, CompletableFuture.delayedExecutor(1, SECONDS));
    }

    private synchronized void startAgain() {
        if (closed) {
            return;
        }
        attempts = started.plus(SOON).isBefore(Instant.now()) ? 1 : attempts + 1;
        try {
            if (attempts == ATTEMPTS) {
                throw new IOException("it ends by itself again and again, and why stands in " + broker.log());
            }
            launch();
        } catch (IOException e) {
            System.err.println("Kafka is given up until the next start of ./run: " + e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        broker.close();
    }

    /** Its libraries are not among those of the service, which they would change. */
    private static List<String> jvmOptions() {
        var jar = jar();
        var libraries = jar.resolveSibling("kafka");
        var classPath = System.getProperty("java.class.path");
        if (!Files.isDirectory(libraries)) {
            return List.of("-cp", classPath);
        }
        try {
            var archive = jar.resolveSibling("kafka.jsa");
            dropIfUseless(archive, jar);
            return List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + archive,
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    "-cp",
                    filesIn(libraries) + File.pathSeparator + classPath);
        } catch (IOException e) {
            throw new StartFailure("The folder " + jar.getParent() + " cannot be used: " + e, e);
        }
    }

    private static String filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }

    /**
     * The archive of loaded classes, which the first run leaves behind, halves the start. The JVM does not renew one whose
     * classes are others by now, nor one of a start that came to nothing.
     */
    private static void dropIfUseless(Path archive, Path jar) throws IOException {
        if (Files.exists(archive)
                && (Files.size(archive) < LEAST_ARCHIVE
                        || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) < 0)) {
            Files.delete(archive);
        }
    }

    private static Path jar() {
        try {
            return Path.of(KafkaServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
