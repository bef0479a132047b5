package io.datarecords.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends rows part by part, and keeps count of what becomes of them. Once the service fails, no more are sent. */
final class RowUpload {

    private final Service service;
    private final HttpRequest.Builder request;
    private final byte[] header;
    private final RefusedRows refused;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long rows;
    private @Nullable Failure failure;

    /** @param header what each part begins with */
    RowUpload(Service service, HttpRequest.Builder request, byte[] header, RefusedRows refused) {
        this.service = service;
        this.request = request;
        this.header = header;
        this.refused = refused;
    }

    /** How many rows came to what. */
    Map<String, Long> counts() {
        return counts;
    }

    long rows() {
        return rows;
    }

    /** Why not all rows were sent, or null. */
    @Nullable Failure failure() {
        return failure;
    }

    /** @throws Failure if the service refuses, or is not there, and no part was sent before */
    void send(List<byte[]> part) throws IOException {
        int answered = 0;
        var unanswered = "skipped";
        if (failure == null) {
            unanswered = "failed";
            try (var answers = Json.lines(service.send(
                    request.POST(BodyPublishers.ofByteArray(body(part))).build()))) {
                for (var answer : (Iterable<JsonNode>) answers::iterator) {
                    if (answer.has("row")) {
                        note(part.get(answered++), (ObjectNode) answer);
                    } else {
                        return;
                    }
                }
                failure = Failure.unreachable("the service broke off");
            } catch (UncheckedIOException e) {
                failure = Failure.unreachable("the service broke off: " + e.getMessage());
            } catch (Failure e) {
                if (rows == 0) {
                    throw e;
                }
                failure = e;
            }
        }
        for (var row : part.subList(answered, part.size())) {
            note(row, JsonNodeFactory.instance.objectNode().put("row", 0).put("status", unanswered));
        }
    }

    private byte[] body(List<byte[]> part) throws IOException {
        var body = new ByteArrayOutputStream();
        body.write(header);
        for (var row : part) {
            body.write(row);
        }
        return body.toByteArray();
    }

    private void note(byte[] row, ObjectNode answer) throws IOException {
        rows++;
        var status = answer.path("status").asString();
        counts.merge(status, 1L, Long::sum);
        if (List.of("rejected", "failed", "skipped").contains(status)) {
            refused.add(row, answer.put("row", rows));
        }
    }
}
