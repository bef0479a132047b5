package io.datarecords.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that outlived the process that had started it. */
final class OrphanedPostgres {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private OrphanedPostgres() {}

    /** The file by which a server marks its cluster as long as it runs. */
    static Path markOf(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /**
     * Stops the server of this cluster if one runs, and removes its mark if the mark names another process: ids of
     * processes are used again, and the server would take a stranger for itself and refuse to start.
     */
    static void stop(Path cluster) throws IOException {
        var mark = markOf(cluster);
        if (!Files.exists(mark)) {
            return;
        }
        List<String> lines = Files.readAllLines(mark);
        Optional<ProcessHandle> process = processIn(lines);
        if (process.isPresent() && isServerOf(process.get(), lines)) {
            stop(process.get());
        } else if (process.isPresent()) {
            Files.deleteIfExists(mark);
        }
    }

    private static Optional<ProcessHandle> processIn(List<String> lines) {
        return lines.stream()
                .findFirst()
                .filter(line -> line.matches("[0-9]{1,18}"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
    }

    /** The second line is the folder that the server was started on, just as it stands in its command line. */
    private static boolean isServerOf(ProcessHandle process, List<String> lines) {
        return lines.size() > 1
                && process.info()
                        .arguments()
                        .filter(arguments -> Arrays.asList(arguments).contains(lines.get(1)))
                        .isPresent();
    }

    private static void stop(ProcessHandle server) throws IOException {
        server.destroy();
        if (!hasEnded(server)) {
            server.destroyForcibly();
            hasEnded(server);
        }
    }

    private static boolean hasEnded(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }
}
