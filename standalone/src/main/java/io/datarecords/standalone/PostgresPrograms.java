package io.datarecords.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs PostgreSQL's own programs. */
final class PostgresPrograms {

    private final Path home;

    PostgresPrograms(Path home) {
        this.home = home;
    }

    /**
     * Runs a program to its end.
     *
     * @throws IOException if it fails, with what it said
     */
    void run(String program, String... arguments) throws IOException {
        var output = Files.createTempFile("postgres-", ".out");
        try {
            var command = new ArrayList<>(withoutRoot());
            command.add(home.resolve("bin").resolve(program).toString());
            command.addAll(List.of(arguments));
            // Into a file, not a pipe: a server that the program leaves running would hold the pipe open.
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw new IOException(
                        Files.readString(output, StandardCharsets.ISO_8859_1).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** PostgreSQL refuses to run as root, so root runs it in a user namespace of its own, where it is nobody. */
    private static List<String> withoutRoot() {
        boolean root = "root".equals(System.getProperty("user.name"))
                && System.getProperty("os.name").startsWith("Linux");
        return root ? List.of("unshare", "-U") : List.of();
    }
}
