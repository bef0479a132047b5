package io.datarecords.eventlog;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * Connections that go over a socket of the test's: the server commits and says so, and in place of its answer the client
 * finds the connection closed.
 */
final class FaultyWire implements AutoCloseable {

    /** CommandComplete of PostgreSQL's protocol, version 3. */
    private static final int COMMAND_COMPLETE = 'C';

    private final ServerSocket entrance;
    private final URI server;
    private final HikariDataSource pool;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile IntPredicate isCut = _ -> false;

    FaultyWire(HikariDataSource direct) {
        server = URI.create(direct.getJdbcUrl().substring("jdbc:".length()));
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
        pool = TestPostgres.beside(
                direct,
                "jdbc:postgresql://127.0.0.1:" + entrance.getLocalPort() + server.getPath()
                        + "?sslmode=disable&gssEncMode=disable");
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Loses the answers to these commits; the next one is number 1. */
    void loseAnswers(IntPredicate toCommits) {
        commits.set(0);
        isCut = toCommits;
    }

    /** How many answers were lost. */
    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                var client = entrance.accept();
                var behind = new Socket(server.getHost(), server.getPort());
                client.setTcpNoDelay(true);
                behind.setTcpNoDelay(true);
                Thread.startVirtualThread(() -> pass(client, behind, FaultyWire::asItIs));
                Thread.startVirtualThread(() -> pass(behind, client, this::answers));
            }
        } catch (IOException closed) {
            // by the test
        }
    }

    private interface Way {
        void pass(InputStream from, OutputStream to) throws IOException;
    }

    /** When one end is closed, so is the other. */
    private static void pass(Socket from, Socket to, Way way) {
        try (from;
                to) {
            way.pass(from.getInputStream(), to.getOutputStream());
        } catch (IOException closed) {
            // by one of the ends, or by the fault
        }
    }

    private static void asItIs(InputStream from, OutputStream to) throws IOException {
        from.transferTo(to);
    }

    private void answers(InputStream from, OutputStream to) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(from));
        var out = new DataOutputStream(new BufferedOutputStream(to));
        while (true) {
            int kind = in.readUnsignedByte();
            int length = in.readInt();
            byte[] content = in.readNBytes(length - Integer.BYTES);
            if (isCommit(kind, content) && isCut.test(commits.incrementAndGet())) {
                cuts.incrementAndGet();
                return;
            }
            out.writeByte(kind);
            out.writeInt(length);
            out.write(content);
            if (in.available() == 0) {
                out.flush();
            }
        }
    }

    private static boolean isCommit(int kind, byte[] content) {
        return kind == COMMAND_COMPLETE && new String(content, StandardCharsets.US_ASCII).equals("COMMIT\0");
    }

    @Override
    public void close() {
        pool.close();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
