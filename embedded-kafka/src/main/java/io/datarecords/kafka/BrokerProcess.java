package io.datarecords.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/** The broker's process: it formats its folder if that is new, and dies with whoever started it. */
final class BrokerProcess {

    private BrokerProcess() {}

    public static void main(String[] arguments) throws IOException {
        var endWithParent = new Thread(BrokerProcess::endWithParent, "end-with-parent");
        endWithParent.setDaemon(true);
        endWithParent.start();
        var properties = arguments[0];
        if (!isFormatted(Path.of(properties))) {
            format(properties);
        }
        kafka.Kafka.main(new String[] {properties});
    }

    /** The pipe from the parent ends when that does, however it ends. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever sent
            }
        } catch (IOException broken) {
            // the parent is gone
        }
        // What a broker has acknowledged survives this, and nobody is there to wait for an orderly end.
        kill();
    }

    /** Without what the JVM may still want to do when it is halted, such as to write down the classes that it has. */
    private static void kill() {
        long self = ProcessHandle.current().pid();
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -9 " + self).start().waitFor();
        } catch (IOException | InterruptedException noShell) {
            // then as well as it goes
        }
        Runtime.getRuntime().halt(1);
    }

    private static boolean isFormatted(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"));
    }

    private static void format(String properties) {
        var words = new String[] {
            "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", properties, "--ignore-formatted"
        };
        if (kafka.tools.StorageTool.execute(words, System.err) != 0) {
            Runtime.getRuntime().halt(1);
        }
    }
}
