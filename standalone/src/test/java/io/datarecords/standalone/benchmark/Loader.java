package io.datarecords.standalone.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/**
 * Asks a server over a number of connections that stay open, each its next request as soon as it has the answer to the
 * last. One thread for all of them, so that as little as can be of the machine is taken from the server.
 */
final class Loader {

    private static final int LARGEST_ANSWER = 4 << 20;

    private final int port;
    private final int connections;
    private final Requests requests;
    private final long nanosBetween;

    private final Queue<Connection> idle = new ArrayDeque<>();
    private long[] nanos = new long[1 << 16];
    private int count;
    private final Map<Integer, Long> statuses = new TreeMap<>();

    private Loader(int port, int connections, Requests requests, long nanosBetween) {
        this.port = port;
        this.connections = connections;
        this.requests = requests;
        this.nanosBetween = nanosBetween;
    }

    /** The requests of one workload. */
    interface Requests {

        /** The whole next request, headers and all. */
        byte[] next();
    }

    static Load load(int port, int connections, Duration duration, Requests requests) {
        return new Loader(port, connections, requests, 0).run(duration, Integer.MAX_VALUE);
    }

    /** One request after the other over one connection. */
    static Load times(int port, int times, Requests requests) {
        return new Loader(port, 1, requests, 0).run(Duration.ofHours(1), times);
    }

    /** The same, at a rate of its own, as long as there are connections enough for it. */
    static Load paced(int port, int connections, double perSecond, Duration duration, Requests requests) {
        return new Loader(port, connections, requests, Math.round(1e9 / perSecond)).run(duration, Integer.MAX_VALUE);
    }

    private Load run(Duration duration, int most) {
        try (var selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                idle.add(new Connection(selector));
            }
            long begun = System.nanoTime();
            long end = begun + duration.toNanos();
            long due = begun;
            for (long now = begun; now < end && count < most; now = System.nanoTime()) {
                for (; due <= now && !idle.isEmpty(); due += nanosBetween) {
                    idle.remove().ask();
                }
                long pause = idle.isEmpty() ? 100 : Math.max(1, (due - now) / 1_000_000);
                selector.select(key -> answered((Connection) key.attachment()), pause);
            }
            var took = Duration.ofNanos(System.nanoTime() - begun);
            for (var key : selector.keys()) {
                key.channel().close();
            }
            return Load.of(took, nanos, count, statuses);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answered(Connection connection) {
        try {
            int status = connection.read();
            if (status > 0) {
                note(System.nanoTime() - connection.asked, status);
                idle.add(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(long took, int status) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
        statuses.merge(status, 1L, Long::sum);
    }

    private final class Connection {

        private final Selector selector;
        private SocketChannel channel;
        private ByteBuffer answer = ByteBuffer.allocate(1 << 16);
        private int end = -1;
        private boolean chunked;
        private boolean last;
        private long asked;

        Connection(Selector selector) throws IOException {
            this.selector = selector;
            this.channel = open();
        }

        private SocketChannel open() throws IOException {
            var opened = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.configureBlocking(false);
            opened.register(selector, SelectionKey.OP_READ, this);
            return opened;
        }

        void ask() throws IOException {
            var request = ByteBuffer.wrap(requests.next());
            asked = System.nanoTime();
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        /** @return the status once the answer is whole; 0 until then */
        int read() throws IOException {
            if (channel.read(answer) < 0) {
                throw new IOException("The server has closed a connection after " + text());
            }
            if (end < 0 && !chunked) {
                readHead();
            }
            if (!isWhole()) {
                grow();
                return 0;
            }
            int status = Integer.parseInt(text().substring(9, 12));
            answer.clear();
            end = -1;
            chunked = false;
            if (last) {
                channel.close();
                channel = open();
                last = false;
            }
            return status;
        }

        private void readHead() {
            int head = headEnd();
            if (head < 0) {
                return;
            }
            var headers = new String(answer.array(), 0, head, StandardCharsets.ISO_8859_1);
            last = headers.contains("Connection: close");
            int length = headers.indexOf("Content-Length: ");
            if (length >= 0) {
                end = head + Integer.parseInt(headers.substring(length + 16, headers.indexOf('\r', length)));
            } else {
                chunked = true;
            }
        }

        private int headEnd() {
            var bytes = answer.array();
            for (int i = 3; i < answer.position(); i++) {
                if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                    return i + 1;
                }
            }
            return -1;
        }

        /** JSON holds no line breaks of its own, so that the last chunk is easily known. */
        private boolean isWhole() {
            int size = answer.position();
            return chunked ? size > 5 && endsWith("0\r\n\r\n", size) : end >= 0 && size >= end;
        }

        private boolean endsWith(String text, int size) {
            for (int i = 0; i < text.length(); i++) {
                if (answer.array()[size - text.length() + i] != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private void grow() throws IOException {
            if (answer.hasRemaining()) {
                return;
            }
            if (answer.capacity() >= LARGEST_ANSWER) {
                throw new IOException("An answer is larger than " + LARGEST_ANSWER + " bytes");
            }
            var larger = ByteBuffer.allocate(2 * answer.capacity());
            larger.put(answer.flip());
            answer = larger;
        }

        private String text() {
            return new String(answer.array(), 0, Math.min(answer.position(), 1_000), StandardCharsets.UTF_8);
        }
    }
}
