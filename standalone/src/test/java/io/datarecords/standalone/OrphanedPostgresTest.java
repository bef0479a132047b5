package io.datarecords.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class OrphanedPostgresTest {

    @TempDir
    Path cluster;

    @Test
    void isStopped() throws Exception {
        var server = startOn(cluster.toString());
        mark(server.pid());
        OrphanedPostgres.stop(cluster);
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void isNotTakenForAStrangerWithItsNumber() throws Exception {
        var stranger = startOn("/somewhere/else");
        try {
            mark(stranger.pid());
            OrphanedPostgres.stop(cluster);
            assertThat(stranger.isAlive()).isTrue();
            assertThat(cluster.resolve("postmaster.pid")).doesNotExist();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void mayBeGone() throws Exception {
        var server = startOn(cluster.toString());
        server.destroyForcibly().waitFor();
        mark(server.pid());
        OrphanedPostgres.stop(cluster);
        assertThat(cluster.resolve("postmaster.pid")).exists();
    }

    @Test
    void mayNeverHaveBeen() throws Exception {
        OrphanedPostgres.stop(cluster);
        Files.writeString(cluster.resolve("postmaster.pid"), "");
        OrphanedPostgres.stop(cluster);
    }

    private void mark(long pid) throws IOException {
        Files.write(cluster.resolve("postmaster.pid"), List.of(String.valueOf(pid), cluster.toString(), "123"));
    }

    /** A process that has the folder in its command line, as a server has. */
    private static Process startOn(String folder) throws IOException {
        return new ProcessBuilder("sh", "-c", "while :; do sleep 0.1; done", "-D", folder).start();
    }
}
