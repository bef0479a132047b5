package io.datarecords.edge.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document of both sides. It is written by hand, in parts that are put together here. */
final class OpenApi {

    private static final List<String> PARTS =
            List.of("api", "data-types", "records", "parameters", "schemas", "responses", "problems", "examples");

    private OpenApi() {}

    /** The whole document. */
    static byte[] json() {
        var document = new LinkedHashMap<String, Object>();
        PARTS.forEach(part -> merge(read(part), document));
        return JsonMapper.shared().writeValueAsBytes(document);
    }

    private static Map<String, Object> read(String part) {
        try (InputStream yaml = OpenApi.class.getResourceAsStream("openapi/" + part + ".yaml")) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
