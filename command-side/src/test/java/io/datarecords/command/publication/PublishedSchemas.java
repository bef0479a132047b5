package io.datarecords.command.publication;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A set of schemas that refer to each other.
 *
 * @param byName as JSON, by file name
 */
record PublishedSchemas(Map<String, JsonNode> byName) {

    private static final String BASE = "https://datarecords.io/schemas/";

    /** Those that are served today. */
    static PublishedSchemas today() {
        return read("io/datarecords/command/publication/schemas");
    }

    /** Those that consumers rely on. */
    static PublishedSchemas published() {
        return read("published-schemas");
    }

    private static PublishedSchemas read(String folder) {
        var schemas = new TreeMap<String, JsonNode>();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:" + folder + "/*.json")) {
                var json = file.getContentAsString(StandardCharsets.UTF_8);
                schemas.put(file.getFilename(), JsonMapper.shared().readTree(json));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PublishedSchemas(schemas);
    }

    Set<String> names() {
        return byName.keySet();
    }

    JsonNode schema(String name) {
        return byName.get(name);
    }

    /**
     * What a schema says when its reference is followed; what stands beside the reference wins.
     *
     * @param name the file that the schema stands in
     */
    JsonNode resolved(String name, JsonNode schema) {
        if (!schema.has("$ref")) {
            return schema;
        }
        var target = (ObjectNode) target(name, schema).deepCopy();
        schema.forEachEntry((keyword, value) -> {
            if (!keyword.equals("$ref")) {
                target.set(keyword, value);
            }
        });
        return resolved(fileOfTarget(name, schema), target);
    }

    /** The file that a schema's reference leads to, or that file itself if there is no reference. */
    String fileOfTarget(String name, JsonNode schema) {
        var file = schema.path("$ref").asString("").replaceFirst("#.*", "");
        return file.isEmpty() ? name : file;
    }

    private JsonNode target(String name, JsonNode schema) {
        var reference = schema.get("$ref").stringValue();
        var target = byName.get(fileOfTarget(name, schema)).at(reference.replaceFirst("[^#]*#?", ""));
        if (target.isMissingNode()) {
            throw new AssertionError(name + ": " + reference + " leads nowhere");
        }
        return target;
    }

    /** What is wrong with a value, by the schema of that file. */
    List<String> complaints(String name, JsonNode value) {
        return registry().getSchema(SchemaLocation.of(BASE + name)).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /** Reads schemas from these files alone, and takes formats at their word. */
    SchemaRegistry registry() {
        var byId = new HashMap<String, String>();
        byName.forEach((name, schema) -> byId.put(BASE + name, schema.toString()));
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemas(byId)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** Where a value has properties that the schema of that file does not name, nor lets be anything. */
    List<String> unnamed(String name, JsonNode value) {
        var unnamed = new ArrayList<String>();
        collectUnnamed(name, schema(name), "", value, unnamed);
        return unnamed;
    }

    private void collectUnnamed(String name, JsonNode schema, String pointer, JsonNode value, List<String> unnamed) {
        var file = fileOfTarget(name, schema);
        var resolved = resolved(name, schema);
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                collectUnnamed(file, resolved.path("items"), pointer + "/" + i, value.get(i), unnamed);
            }
        } else if (value.isObject() && !resolved.has("additionalProperties") && resolved.has("properties")) {
            value.forEachEntry((property, content) -> {
                var described = resolved.get("properties").path(property);
                if (described.isMissingNode()) {
                    unnamed.add(pointer + "/" + property);
                } else {
                    collectUnnamed(file, described, pointer + "/" + property, content, unnamed);
                }
            });
        }
    }

    /** The same schemas, one of them with something in it replaced. */
    PublishedSchemas with(String name, String text, String replacement) {
        var json = schema(name).toString();
        if (!json.contains(text)) {
            throw new AssertionError(name + ": no " + text + " in " + json);
        }
        return with(name, json.replace(text, replacement));
    }

    PublishedSchemas with(String name, String json) {
        var changed = new TreeMap<>(byName);
        changed.put(name, JsonMapper.shared().readTree(json));
        return new PublishedSchemas(changed);
    }

    PublishedSchemas without(String name) {
        return new PublishedSchemas(byName.entrySet().stream()
                .filter(schema -> !schema.getKey().equals(name))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
