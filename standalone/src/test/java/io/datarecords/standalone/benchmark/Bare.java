package io.datarecords.standalone.benchmark;

import io.datarecords.kafka.KafkaBroker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The application with nothing behind its edge, as a process of its own. It takes the tokens of the service. */
final class Bare implements AutoCloseable {

    private static final Path CLASSES = Path.of("..", "edge", "target");

    private final Process process;
    private final int port;

    private Bare(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param service whose keys verify the tokens */
    static Bare start(Path folder, int service, List<String> jvmOptions) throws IOException, InterruptedException {
        int port = KafkaBroker.freePort();
        var classpath = CLASSES.resolve("test-classes") + ":" + CLASSES.resolve("classes") + ":"
                + Files.readString(CLASSES.resolve("benchmark-classpath"));
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp",
                classpath,
                "io.datarecords.edge.bare.BareApplication",
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--logging.level.root=warn",
                "--spring.main.banner-mode=off",
                "--data-records.token.issuer=data-records-standalone",
                "--data-records.token.audience=data-records",
                "--data-records.token.jwk-set-uri=http://127.0.0.1:" + service + "/dev/jwks.json"));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("bare.out").toFile())
                .start();
        var bare = new Bare(process, port);
        bare.awaitListening(folder);
        return bare;
    }

    int port() {
        return port;
    }

    private void awaitListening(Path folder) throws IOException, InterruptedException {
        for (int i = 0; i < 600 && process.isAlive(); i++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IOException("The bare application does not start: " + Files.readString(folder.resolve("bare.out")));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
