package io.datarecords.query;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server said. */
public record Answer(int status, java.net.http.HttpHeaders headers, String text, JsonNode body) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** The ids of a list's items, or of a bare array, in order. */
    public List<Long> ids() {
        var items = body.isArray() ? body : body.get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get("id").longValue())
                .toList();
    }

    /** What the lines say, where each is JSON. */
    public List<JsonNode> lines() {
        return text.lines().map(JSON::readTree).toList();
    }

    /** The last part of a problem's type. */
    public String problem() {
        var type = body.get("type").stringValue();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** What the first violation points at. */
    public String pointer() {
        return body.get("errors").get(0).get("pointer").stringValue();
    }
}
