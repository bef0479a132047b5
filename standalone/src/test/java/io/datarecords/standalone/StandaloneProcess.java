package io.datarecords.standalone;

import io.datarecords.edge.docs.ApiDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service as a user starts it: the packaged jar, as a process of its own on a folder and a free port. Every
 * answer is held against the OpenAPI document.
 */
public final class StandaloneProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "standalone.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final JsonMapper JSON = new JsonMapper();

    private static final List<String> SHARED_CLASSES = sharedClasses();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path data;
    private final int port;
    private final List<String> jvmOptions;
    private final List<String> options;
    private Process process;

    private StandaloneProcess(Path data, int port, List<String> jvmOptions, String... options) {
        this.data = data;
        this.port = port;
        this.jvmOptions = jvmOptions;
        this.options = List.of(options);
        this.process = launch();
    }

    /** Starts on the folder without sample data and without Kafka, and waits until the service is healthy. */
    static StandaloneProcess on(Path data) {
        return healthy(data, "--no-sample", "--no-kafka");
    }

    /** Starts on the folder with Kafka on that port, and waits until the service is healthy; Kafka may take longer. */
    static StandaloneProcess withKafka(Path data, int kafkaPort, String... jvmOptions) {
        var jvm = new ArrayList<>(SHARED_CLASSES);
        jvm.addAll(List.of(jvmOptions));
        return healthy(data, jvm, "--no-sample", "--kafka-port", String.valueOf(kafkaPort));
    }

    /** Starts on the folder with somebody else's Kafka, and waits until the service is healthy. */
    static StandaloneProcess publishingTo(Path data, String broker) {
        return healthy(data, "--no-sample", "--kafka", broker);
    }

    /** Starts on the folder without sample data and with both compilers, for what measures, and waits for health. */
    public static StandaloneProcess atFullSpeed(Path data, List<String> jvmOptions, String... options) {
        var jvm = new ArrayList<>(List.of("-XX:TieredStopAtLevel=4"));
        jvm.addAll(jvmOptions);
        var all = new ArrayList<>(List.of("--no-sample"));
        all.addAll(List.of(options));
        return healthy(data, jvm, all.toArray(String[]::new));
    }

    private static StandaloneProcess healthy(Path data, String... options) {
        return healthy(data, SHARED_CLASSES, options);
    }

    private static StandaloneProcess healthy(Path data, List<String> jvmOptions, String... options) {
        var service = new StandaloneProcess(data, freePort(), jvmOptions, options);
        service.awaitHealth();
        return service;
    }

    /** Starts on the folder as a user does who wants no Kafka; the sample data is being loaded. */
    static StandaloneProcess withSample(Path data) {
        return new StandaloneProcess(data, freePort(), SHARED_CLASSES, "--no-kafka");
    }

    /** Waits until it says that. */
    void awaitOutput(String text) {
        await(() -> output().contains(text), "It does not say " + text);
    }

    /** Starts with any arguments and waits for the end, which must come by itself. */
    static Ended runToEnd(String... arguments) throws Exception {
        var output = Files.createTempFile("standalone-", ".out");
        var process = command(List.of(), arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("Still running: " + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    record Ended(int code, String output) {}

    public int port() {
        return port;
    }

    public Path data() {
        return data;
    }

    /** All that it has printed since it was last started. */
    public String output() {
        try {
            return Files.readString(outputFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token from the service itself. */
    public String token(UUID workspace, @Nullable Long memberId, String scope, String... roles) {
        var member = memberId == null ? "" : "\"memberId\":" + memberId + ",";
        var names = Arrays.stream(roles).map(role -> '"' + role + '"').collect(Collectors.joining(","));
        var body =
                "{\"workspace\":\"%s\",%s\"scope\":\"%s\",\"roles\":[%s]}".formatted(workspace, member, scope, names);
        return send("POST", "/dev/tokens", "", body, Map.of())
                .json()
                .get("access_token")
                .asString();
    }

    public Answer get(String path, String token) {
        return send("GET", path, token, null, Map.of());
    }

    public Answer post(String path, String token, String json) {
        return send("POST", path, token, json, Map.of());
    }

    public Answer put(String path, String token, String json) {
        return send("PUT", path, token, json, Map.of());
    }

    public Answer delete(String path, String token) {
        return send("DELETE", path, token, null, Map.of());
    }

    public Answer send(String method, String path, String token, @Nullable String json, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            ApiDocument.get().check(method, path, response);
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a call was answered. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** What stands at the pointer, as it is written there; empty where nothing does. */
        public String at(String pointer) {
            var found = json().at(pointer);
            return found.isString() ? found.asString() : found.toString();
        }

        public long id() {
            return json().get("id").asLong();
        }

        public long version() {
            return json().get("version").asLong();
        }

        /** Empty if there is none. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The kind of problem that this is: the last part of its type. */
        public String problem() {
            var type = at("/type");
            return type.substring(type.lastIndexOf('/') + 1);
        }

        /** Each violation that is reported, as {@code "pointer code"}. */
        public List<String> violations() {
            return json().at("/errors").values().stream()
                    .map(error -> error.get("pointer").asString() + " "
                            + error.get("code").asString())
                    .toList();
        }

        /** The values at the pointer within each item of a list. */
        public List<String> items(String pointer) {
            return json().get("items").values().stream()
                    .map(item -> item.at(pointer))
                    .map(found -> found.isString() ? found.asString() : found.toString())
                    .toList();
        }

        @Override
        public String toString() {
            return status() + " " + response.body();
        }
    }

    /** The service's process, its Kafka, its database server, and that one's processes, as far as they live now. */
    List<ProcessHandle> processes() {
        return Stream.of(Stream.of(process.toHandle()), kafka().stream(), databaseProcesses())
                .flatMap(processes -> processes)
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** Its Kafka, while the service itself runs. */
    Optional<ProcessHandle> kafka() {
        return process.children()
                .filter(child -> child.info().commandLine().orElse("").contains("BrokerProcess"))
                .findFirst();
    }

    private Stream<ProcessHandle> databaseProcesses() {
        try {
            var mark = data.resolve("postgres").resolve("postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(mark).getFirst());
            return ProcessHandle.of(pid).stream()
                    .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
        } catch (IOException noServer) {
            return Stream.empty();
        }
    }

    public String jdbcUrl() throws IOException {
        var mark = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
        return "jdbc:postgresql://127.0.0.1:" + mark.get(3).strip() + "/postgres";
    }

    /** The database behind it, for looking into its tables. */
    public JdbcClient database() {
        try {
            return JdbcClient.create(new DriverManagerDataSource(jdbcUrl(), databaseUser(), databasePassword()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String databaseUser() {
        return PostgresServer.USER;
    }

    public String databasePassword() throws IOException {
        return Files.readString(data.resolve("postgres-password"));
    }

    /** kill -9 of everything at once. */
    void kill() {
        var all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(StandaloneProcess::awaitEnd);
    }

    /** kill -9 of the service alone: its database server is left behind. */
    void killServiceOnly() {
        process.destroyForcibly();
        awaitEnd(process.toHandle());
    }

    /** kill -9 of the database server and its processes alone. */
    void killDatabase() {
        var all = databaseProcesses().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(StandaloneProcess::awaitEnd);
    }

    /** Starts the database server on its folder and port again, beside a service that has lived on. */
    void startDatabase() throws IOException {
        new PostgresPrograms(PostgresBinaries.unpacked(data))
                .run(
                        "pg_ctl",
                        "-D",
                        data.resolve("postgres").toString(),
                        "-l",
                        data.resolve("postgres.log").toString(),
                        "-w",
                        "-t",
                        "60",
                        "start");
    }

    /** Sends a signal, such as INT, and waits for the end. */
    int signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        awaitEnd(process.toHandle());
        return process.waitFor();
    }

    /** Starts again on the same folder and port. */
    Duration restart() {
        var started = Instant.now();
        process = launch();
        awaitHealth();
        return Duration.between(started, Instant.now());
    }

    @Override
    public void close() {
        var all = processes();
        process.destroy();
        try {
            all.forEach(StandaloneProcess::awaitEnd);
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Starts again on the same folder and port, and does not wait. */
    void launchAgain() {
        process = launch();
    }

    private Process launch() {
        var arguments = new ArrayList<>(List.of("--port", String.valueOf(port), "--data", data.toString()));
        arguments.addAll(options);
        try {
            return command(jvmOptions, arguments.toArray(String[]::new))
                    .redirectErrorStream(true)
                    .redirectOutput(outputFile().toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As ./run has it, and for the same reason. What another build left behind is of no use. */
    private static List<String> sharedClasses() {
        var archive = JAR.resolveSibling("test.jsa").toAbsolutePath();
        try {
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:disable",
                "-Xlog:all=error:stderr");
    }

    private static ProcessBuilder command(List<String> options, String... arguments) {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR.toAbsolutePath() + " is missing: package the module first");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // many short lives: the second compiler would cost more than it gives
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private Path outputFile() {
        return data.resolveSibling(data.getFileName() + ".out");
    }

    private void awaitHealth() {
        await(this::isHealthy, "It does not become healthy");
    }

    private void await(BooleanSupplier condition, String otherwise) {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError(otherwise + ": " + output());
            }
            pause();
        }
    }

    private boolean isHealthy() {
        try {
            return get("/actuator/health", "").status() == 200;
        } catch (UncheckedIOException notYetListening) {
            return false;
        }
    }

    /** Fails if the process is still there after a while. */
    static void awaitEnd(ProcessHandle process) {
        var deadline = Instant.now().plusSeconds(30);
        while (process.isAlive()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Still running: " + process.info());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
