package io.datarecords.standalone.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One request, byte for byte, and how to send it again by hand. */
record FuzzedRequest(int number, String method, String target, List<String> headers, byte @Nullable [] body) {

    byte[] bytes() {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var headBytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (body == null) {
            return headBytes;
        }
        var all = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, all, 0, headBytes.length);
        System.arraycopy(body, 0, all, headBytes.length, body.length);
        return all;
    }

    /** For a shell with {@code $'…'}. */
    String asCurl(int port) {
        var sent = headers.stream()
                .map(header -> " -H " + quoted(header.getBytes(StandardCharsets.ISO_8859_1)))
                .collect(Collectors.joining());
        var data = body == null ? "" : " --data-binary " + quoted(body);
        return "curl -gi --path-as-is -X " + method + sent + data + " "
                + quoted(("http://127.0.0.1:" + port + target).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String quoted(byte[] bytes) {
        var quoted = new StringBuilder("$'");
        for (byte each : bytes) {
            if (each >= ' ' && each < 0x7f && each != '\'' && each != '\\') {
                quoted.append((char) each);
            } else {
                quoted.append("\\x%02x".formatted(each));
            }
        }
        return quoted.append('\'').toString();
    }
}
