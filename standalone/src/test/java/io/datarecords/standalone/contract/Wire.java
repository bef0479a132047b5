package io.datarecords.standalone.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 over a bare socket, for what a proper client refuses to send. Not safe for use by several threads. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    Wire(int port) {
        this.port = port;
    }

    /** What came back; header names are in lower case. */
    record Reply(int status, Map<String, String> headers, String body, long nanos) {}

    Reply get(String target, String token) {
        return exchange(
                ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends the bytes as they are and reads one answer. A connection that the server has closed is opened again. */
    Reply exchange(byte[] request) {
        boolean kept = socket != null;
        try {
            return exchangeOnce(request);
        } catch (IOException e) {
            close();
            if (!kept) {
                throw new UncheckedIOException(e);
            }
        }
        try {
            return exchangeOnce(request);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    private Reply exchangeOnce(byte[] request) throws IOException {
        var to = connected();
        long started = System.nanoTime();
        try {
            to.getOutputStream().write(request);
        } catch (IOException refusedBeforeItsEnd) {
            // The answer may be there all the same.
        }
        var from = in();
        var status = line(from);
        if (status.isEmpty()) {
            throw new IOException("closed without an answer");
        }
        var headers = headers(from);
        int code = Integer.parseInt(status.substring(9, 12));
        boolean bodiless = code == 204 || code == 304 || request[0] == 'H';
        var body = bodiless ? "" : new String(body(from, headers), StandardCharsets.UTF_8);
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            close();
        }
        return new Reply(code, headers, body, System.nanoTime() - started);
    }

    private Socket connected() throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        return socket;
    }

    private InputStream in() {
        if (in == null) {
            throw new IllegalStateException("not connected");
        }
        return in;
    }

    private static Map<String, String> headers(InputStream from) throws IOException {
        var headers = new TreeMap<String, String>();
        for (var line = line(from); !line.isEmpty(); line = line(from)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static byte[] body(InputStream from, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks(from);
        }
        var length = headers.get("content-length");
        return length == null ? from.readAllBytes() : from.readNBytes(Integer.parseInt(length));
    }

    private static byte[] chunks(InputStream from) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(from), 16);
            body.write(from.readNBytes(size));
            line(from);
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private static String line(InputStream from) throws IOException {
        var line = new StringBuilder();
        for (int read = from.read(); read != '\n' && read != -1; read = from.read()) {
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                socket = null;
                in = null;
            }
        }
    }
}
