package io.datarecords.kafka;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * A single Kafka node on a folder, for this machine alone. It keeps its data, survives kill -9, and ends with the process
 * that started it.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(10);

    /** Ctrl-C goes to every process of the terminal, but when this one ends is up to the one that started it. */
    private static final List<String> DEAF_TO_CTRL_C =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "kafka");

    private final Path folder;
    private final int port;
    private final Map<String, String> settings;
    private final List<String> options;
    private @Nullable Process process;

    /**
     * A broker on the class path of this process; it does not run yet.
     *
     * @param folder   where it keeps everything
     * @param port     where it listens, from 1 to 65535
     * @param settings of the broker, beside or in place of those that it gets here
     */
    public KafkaBroker(Path folder, int port, Map<String, String> settings) {
        this(folder, port, settings, List.of("-cp", System.getProperty("java.class.path")));
    }

    /**
     * A broker on another class path.
     *
     * @param options of its JVM, the class path among them
     */
    public KafkaBroker(Path folder, int port, Map<String, String> settings, List<String> options) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.settings = settings;
        this.options = options;
    }

    /** A port that nobody uses now. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Where topics lie. */
    public Path data() {
        return folder.resolve("data");
    }

    /** What it says of itself. */
    public Path log() {
        return folder.resolve("kafka.log");
    }

    /**
     * Starts the broker and does not wait until it can be used.
     *
     * @throws IOException if the folder cannot be written
     */
    public synchronized void start() throws IOException {
        Files.createDirectories(folder);
        var properties = folder.resolve("server.properties");
        Files.write(properties, properties());
        process = new ProcessBuilder(command(properties))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log().toFile()))
                .start();
    }

    private List<String> command(Path properties) {
        var command = new ArrayList<>(isWindows() ? List.of() : DEAF_TO_CTRL_C);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=io/datarecords/kafka/broker-logback.xml"));
        command.addAll(options);
        command.addAll(List.of(BrokerProcess.class.getName(), properties.toString()));
        return command;
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private List<String> properties() throws IOException {
        int controller = freePort();
        var all = new TreeMap<>(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller),
                Map.entry("log.dirs", data().toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // after kill -9 it is its own successor, and need not wait for itself to be given up
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                // half of the heap when nothing is said
                Map.entry("log.cleaner.dedupe.buffer.size", "16777216")));
        all.putAll(settings);
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
                .toList();
    }

    /**
     * Waits until clients can use it.
     *
     * @throws IOException if it has ended or takes longer
     */
    public void awaitReady(Duration patience) throws IOException {
        var deadline = Instant.now().plus(patience);
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address(),
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "100"))) {
            while (!hasNodes(admin)) {
                if (!isRunning() || Instant.now().isAfter(deadline)) {
                    throw new IOException("Kafka does not start; what it says is in " + log());
                }
            }
        }
    }

    private static boolean hasNodes(Admin admin) throws IOException {
        try {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The process, while there is one. */
    public synchronized Optional<ProcessHandle> process() {
        return Optional.ofNullable(process).map(Process::toHandle);
    }

    /** kill -9. */
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            await(process, PATIENCE_TO_STOP);
        }
    }

    /** Ends it in order, or after some seconds anyhow. */
    @Override
    public synchronized void close() {
        if (process != null) {
            // not by the process itself, which would end its input too, and so have it die at once
            process.toHandle().destroy();
            if (!await(process, PATIENCE_TO_STOP)) {
                kill();
            }
        }
    }

    private static boolean await(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
