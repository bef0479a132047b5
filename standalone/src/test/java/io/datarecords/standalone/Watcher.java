package io.datarecords.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who watches the events of a service. */
final class Watcher implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    /** Begins to watch, which may be refused. */
    Watcher(StandaloneProcess service, String query) throws Exception {
        var address = URI.create("http://localhost:" + service.port() + "/dev/events" + query);
        response = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
        lines = new BufferedReader(new InputStreamReader(response.body()));
    }

    /** One that was let in. A place is free again a few seconds after its client has gone. */
    static Watcher admitted(StandaloneProcess service, String query) throws Exception {
        var deadline = Instant.now().plus(PATIENCE);
        while (true) {
            var watcher = new Watcher(service, query);
            if (watcher.status() == 200) {
                return watcher;
            }
            watcher.close();
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not let in: " + watcher.status());
            }
            Thread.sleep(200);
        }
    }

    int status() {
        return response.statusCode();
    }

    /** The next message with that key, whatever comes before it. */
    JsonNode await(String key) throws IOException {
        return JSON.readTree(line(key));
    }

    /** The same as it is written. There is an empty line in every few seconds at least. */
    String line(String key) throws IOException {
        var deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            var line = next();
            if (line.contains("\"key\":\"" + key + '"')) {
                return line;
            }
        }
        throw new AssertionError("No message " + key);
    }

    /** The next line, empty or not. */
    String next() throws IOException {
        var line = lines.readLine();
        if (line == null) {
            throw new AssertionError("It has ended");
        }
        return line;
    }

    /** Everything up to the end. */
    String rest() throws IOException {
        var rest = new StringBuilder();
        lines.lines().forEach(rest::append);
        return rest.toString();
    }

    @Override
    public void close() throws IOException {
        lines.close();
        client.shutdownNow();
    }
}
