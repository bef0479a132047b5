package io.datarecords.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Something that answers as the service does, as far as the command line looks. */
final class TestService implements AutoCloseable {

    static final String BASE = "/api/v2/w/7c504886-395c-491d-a0e5-376df9d70b8a";

    private static final String TOKEN = "e30."
            + Base64.getUrlEncoder()
                    .encodeToString(
                            "{\"workspace\":\"7c504886-395c-491d-a0e5-376df9d70b8a\"}".getBytes(StandardCharsets.UTF_8))
            + ".x";

    private final HttpServer server;
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, Handler> handlers = new HashMap<>();

    TestService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var accept = exchange.getRequestHeaders().getFirst("Accept");
            var request = new Request(exchange.getRequestMethod(), exchange.getRequestURI(), accept, body);
            requests.add(request);
            var answer = handlers.getOrDefault(
                            request.method() + " " + request.uri().getPath(), _ -> new Answer(404, "{}"))
                    .answer(request);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            // What is broken off is announced as longer than it is.
            exchange.sendResponseHeaders(Math.abs(answer.status()), bytes.length + (answer.status() < 0 ? 1 : 0));
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            if (answer.status() < 0) {
                throw new IOException("broken off");
            }
            exchange.close();
        });
        server.start();
    }

    /** @param uri with its query string */
    record Request(String method, URI uri, String accept, String body) {}

    /** @param status negative: the answer is broken off before its end */
    record Answer(int status, String body) {}

    interface Handler {
        Answer answer(Request request);
    }

    /** @param path below the service's address */
    TestService on(String method, String path, Handler handler) {
        handlers.put(method + " " + path, handler);
        return this;
    }

    List<Request> requests() {
        return requests;
    }

    /** Runs the command line against this. */
    Run run(String... words) {
        return Run.of(Stream.concat(
                        Stream.of(words),
                        Stream.of(
                                "--url",
                                "http://localhost:" + server.getAddress().getPort(),
                                "--token",
                                TOKEN))
                .toArray(String[]::new));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
