package io.datarecords.standalone.benchmark;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.StandaloneProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Exports everything in each format, and the history once more in parts, with its connection cut three times. */
final class ExportRun {

    private static final Pattern POSITION = Pattern.compile("\"position\":([0-9]+)");
    private static final int CUTS = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final StandaloneProcess service;
    private final Client manager;
    private final Visits visits;

    ExportRun(StandaloneProcess service, Client manager, Visits visits) {
        this.service = service;
        this.manager = manager;
        this.visits = visits;
    }

    void measure(Consumer<String> report) throws Exception {
        long events = service.database()
                .sql("select count(*) from log.event where (payload ->> 'dataTypeId')::bigint = ?")
                .param(visits.type())
                .query(Long.class)
                .single();
        for (var format : new String[] {"application/x-ndjson", "application/vnd.apache.parquet"}) {
            report.accept("history, " + format + ": " + rate("/history", format, events));
        }
        for (var format : new String[] {"text/csv", "application/x-ndjson", "application/vnd.apache.parquet"}) {
            report.accept("records, " + format + ": " + rate("/records/export", format, events - 1));
        }
        report.accept(resumed(events));
    }

    private String rate(String path, String format, long rows) throws Exception {
        long begun = System.nanoTime();
        long bytes;
        try (var body = open(path, format)) {
            bytes = body.transferTo(OutputStream.nullOutputStream());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return "%s rows in %.0f s, %s/s, %s MB"
                .formatted(Row.whole(rows), seconds, Row.whole(rows / seconds), Row.whole(bytes / 1e6));
    }

    private String resumed(long events) throws Exception {
        var whole = new Lines();
        read("", Long.MAX_VALUE, whole);
        var parts = new Lines();
        for (int cut = 0; cut < CUTS; cut++) {
            read("?after=" + parts.position, events / (CUTS + 1), parts);
        }
        read("?after=" + parts.position, Long.MAX_VALUE, parts);
        boolean isSame = whole.hash().equals(parts.hash()) && whole.count == events;
        return "history, its connection cut %d times and read on: %s lines, %s"
                .formatted(CUTS, Row.whole(parts.count), isSame ? "the same as in one piece" : "NOT THE SAME");
    }

    /** What has been read, by its lines. */
    private static final class Lines {
        private final MessageDigest digest = sha256();
        private long position;
        private long count;

        void add(String line) {
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            var found = POSITION.matcher(line);
            if (!found.find()) {
                throw new IllegalStateException("no position: " + line);
            }
            position = Long.parseLong(found.group(1));
            count++;
        }

        String hash() {
            return HexFormat.of().formatHex(digest.digest());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Reads so many lines, and then lets go of the connection. */
    private void read(String query, long most, Lines lines) throws Exception {
        try (var body = open("/history" + query, "application/x-ndjson");
                var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            for (long left = most; line != null && left > 0; left--) {
                lines.add(line);
                line = reader.readLine();
            }
        }
    }

    private InputStream open(String path, String format) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + service.port() + manager.base() + visits.path() + path);
        var request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + manager.token())
                .header("Accept", format)
                .build();
        var response = http.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + response.statusCode());
        }
        return response.body();
    }
}
