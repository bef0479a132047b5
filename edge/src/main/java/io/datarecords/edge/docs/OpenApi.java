package io.datarecords.edge.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The OpenAPI document of both sides. It is written by hand, in parts that are put together here. */
final class OpenApi {

    private static final List<String> PARTS = List.of(
            "api",
            "data-types",
            "records",
            "exports",
            "members",
            "parameters",
            "schemas",
            "responses",
            "problems",
            "examples");

    private OpenApi() {}

    /** The whole document. */
    static byte[] json() {
        var document = new LinkedHashMap<String, Object>();
        PARTS.forEach(part -> merge(YamlDocument.read(OpenApi.class, "openapi/" + part + ".yaml"), document));
        return YamlDocument.json(document);
    }

    /** Objects of the same name are joined; nothing else may be there twice. */
    @SuppressWarnings("unchecked") // the keys of all mappings in these files are texts
    private static void merge(Map<String, Object> part, Map<String, Object> whole) {
        part.forEach((name, value) -> {
            Object there = whole.putIfAbsent(name, value);
            if (there instanceof Map<?, ?> known && value instanceof Map<?, ?> more) {
                merge((Map<String, Object>) more, (Map<String, Object>) known);
            } else if (there != null) {
                throw new IllegalStateException(name + ": twice in the OpenAPI document");
            }
        });
    }
}
