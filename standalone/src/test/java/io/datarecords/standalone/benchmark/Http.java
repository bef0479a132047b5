package io.datarecords.standalone.benchmark;

import java.nio.charset.StandardCharsets;

/** Requests as bytes, made ahead of what is measured as far as possible. */
final class Http {

    private final String base;
    private final String headers;

    /** @param base where the paths begin */
    Http(String base, String token) {
        this.base = base;
        this.headers = " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n";
    }

    byte[] get(String path) {
        return ("GET " + base + path + headers + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    byte[] post(String path, String json) {
        return send("POST ", path, json);
    }

    byte[] put(String path, String json) {
        return send("PUT ", path, json);
    }

    private byte[] send(String method, String path, String json) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return (method + base + path + headers + "Content-Type: application/json\r\nContent-Length: " + length
                        + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.UTF_8);
    }
}
