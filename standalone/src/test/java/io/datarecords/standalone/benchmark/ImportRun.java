package io.datarecords.standalone.benchmark;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Imports a hundred thousand rows, beside creates one by one. */
final class ImportRun {

    private static final int ROWS = 100_000;
    private static final int CONNECTIONS = 32;

    private final StandaloneProcess service;
    private final Client manager;
    private final Visits visits;

    ImportRun(StandaloneProcess service, Client manager, Visits visits) {
        this.service = service;
        this.manager = manager;
        this.visits = visits;
    }

    void measure(Consumer<String> report) throws Exception {
        Loader.load(service.port(), CONNECTIONS, Duration.ofSeconds(30), visits::create);
        imported();
        double creates = Loader.load(service.port(), CONNECTIONS, Duration.ofSeconds(12), visits::create)
                .perSecond();
        double rows = imported();
        report.accept("import of %s rows: %s rows/s; creates at %d connections: %s/s; ratio %s"
                .formatted(
                        Row.whole(ROWS),
                        Row.whole(rows),
                        CONNECTIONS,
                        Row.whole(creates),
                        Row.hundredths(rows / creates)));
    }

    /** Rows a second. */
    private double imported() throws Exception {
        var rows = IntStream.range(0, ROWS).mapToObj(n -> visits.row(n)).collect(Collectors.joining("\n"));
        var uri = URI.create("http://127.0.0.1:" + service.port() + manager.base() + visits.path() + "/records/import");
        var request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + manager.token())
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(rows))
                .build();
        long begun = System.nanoTime();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
        var last = answer.body().reduce((_, line) -> line).orElseThrow();
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (!last.contains("\"created\":" + ROWS)) {
            throw new IllegalStateException(last);
        }
        return ROWS / seconds;
    }
}
