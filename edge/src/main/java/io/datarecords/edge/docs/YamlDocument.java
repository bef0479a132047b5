package io.datarecords.edge.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** Documents that are written by hand, in YAML, and served as JSON. */
public final class YamlDocument {

    private YamlDocument() {}

    /** The document in a file, which is named as seen from a class. */
    public static Map<String, Object> read(Class<?> from, String name) {
        try (InputStream yaml = from.getResourceAsStream(name)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(yaml, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] json(Map<String, Object> document) {
        return JsonMapper.shared().writeValueAsBytes(document);
    }
}
