package io.datarecords.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Requests as editors send them, in as much of the format as the files of this project use. */
final class HttpFile {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern KEPT =
            Pattern.compile("client\\.global\\.set\\(\"(\\w+)\", response\\.body([\\w.\\[\\]]*)\\);");

    private HttpFile() {}

    /**
     * One request.
     *
     * @param title   begins with the status that it is to be answered with
     * @param handler the script that keeps parts of the answer
     */
    record Request(
            String title,
            String method,
            String url,
            Map<String, String> headers,
            @Nullable String body,
            String handler) {

        int expectedStatus() {
            return Integer.parseInt(title.substring(0, 3));
        }

        Request with(Map<String, String> variables) {
            var replaced = new LinkedHashMap<String, String>();
            headers.forEach((name, value) -> replaced.put(name, HttpFile.replaced(value, variables)));
            var sent = body == null ? null : HttpFile.replaced(body, variables);
            return new Request(title, method, HttpFile.replaced(url, variables), replaced, sent, handler);
        }

        /** Keeps what later requests need. */
        void keep(JsonNode answer, Map<String, String> variables) {
            KEPT.matcher(handler).results().forEach(kept -> variables.put(kept.group(1), at(answer, kept.group(2))));
        }

        private static String at(JsonNode answer, String path) {
            var found = answer.at(path.replaceAll("\\[(\\d+)]", "/$1").replace('.', '/'));
            if (found.isMissingNode()) {
                throw new AssertionError(path + ": not in " + answer);
            }
            return found.asString();
        }
    }

    static List<Request> read(Path file) {
        try {
            var blocks = Files.readString(file).split("(?m)^### ");
            return Arrays.stream(blocks).skip(1).map(HttpFile::request).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request request(String block) {
        var parts = block.split("(?m)^> (?=\\{%)", 2);
        var lines = parts[0].strip().lines().toList();
        var requestLine = lines.get(1).split(" ", 2);
        var headers = new LinkedHashMap<String, String>();
        int line = 2;
        for (; line < lines.size() && !lines.get(line).isBlank(); line++) {
            var header = lines.get(line).split(": ", 2);
            headers.put(header[0], header[1]);
        }
        var body = String.join("\n", lines.subList(line, lines.size())).strip();
        return new Request(
                lines.getFirst(),
                requestLine[0],
                requestLine[1],
                headers,
                body.isEmpty() ? null : body,
                parts.length == 1 ? "" : parts[1]);
    }

    private static String replaced(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(variable -> value(variable, variables));
    }

    private static String value(MatchResult variable, Map<String, String> variables) {
        var value = variables.get(variable.group(1));
        if (value == null) {
            throw new AssertionError(variable.group() + ": not set by a request before");
        }
        return Matcher.quoteReplacement(value);
    }
}
