package io.datarecords.standalone.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** PostgreSQL's own loader, on the server that the service uses. It comes with PostgreSQL, but not with this service. */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final Path folder;
    private final String port;
    private final String user;
    private final String password;

    Pgbench(Path folder, String jdbcUrl, String user, String password) {
        this.folder = folder;
        this.port = jdbcUrl.replaceAll(".*:(\\d+)/.*", "$1");
        this.user = user;
        this.password = password;
    }

    static boolean isInstalled() {
        try {
            return new ProcessBuilder("pgbench", "--version").start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Transactions per second of a script of one prepared statement; nothing if pgbench is not installed. */
    OptionalDouble run(String script, Map<String, String> variables, int connections, Duration duration)
            throws IOException, InterruptedException {
        if (!isInstalled()) {
            return OptionalDouble.empty();
        }
        var file = Files.writeString(folder.resolve("pgbench.sql"), script);
        var command = new ArrayList<>(List.of("pgbench", "-n", "-M", "prepared", "-j", "2"));
        command.addAll(List.of("-c", String.valueOf(connections), "-T", String.valueOf(duration.toSeconds())));
        command.addAll(List.of("-h", "127.0.0.1", "-p", port, "-U", user, "-f", file.toString()));
        variables.forEach((name, value) -> command.addAll(List.of("-D", name + "=" + value)));
        command.add("postgres");
        var output = folder.resolve("pgbench.out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PGPASSWORD", password);
        var process = builder.start();
        if (!process.waitFor(duration.toSeconds() + 30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("pgbench failed: " + Files.readString(output, StandardCharsets.ISO_8859_1));
        }
        var rate = RATE.matcher(Files.readString(output, StandardCharsets.ISO_8859_1));
        if (!rate.find()) {
            throw new IOException("pgbench says no rate: " + Files.readString(output, StandardCharsets.ISO_8859_1));
        }
        return OptionalDouble.of(Double.parseDouble(rate.group(1)));
    }
}
