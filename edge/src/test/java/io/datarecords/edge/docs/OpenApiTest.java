package io.datarecords.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    private final ApiDocument document = ApiDocument.get();
    private final JsonNode root = document.root();

    @Test
    void every_reference_leads_somewhere() {
        walk("", root, (pointer, node) -> {
            if (node.path("$ref").isString()) {
                var target = node.get("$ref").stringValue();
                assertThat(target).as(pointer).startsWith("#/components/");
                assertThat(root.at(target.substring(1)).isMissingNode())
                        .as(pointer + ": " + target)
                        .isFalse();
            }
        });
    }

    /** A comma in a text that is not quoted would part it in two, the second one a name without a value. */
    @Test
    void no_text_has_become_a_name() {
        walk(
                "",
                root,
                (pointer, node) -> node.forEachEntry((name, value) ->
                        assertThat(value.isNull()).as(pointer + "/" + name).isFalse()));
    }

    @Test
    void every_component_is_referred_to() {
        var referred = new HashSet<String>();
        walk("", root, (_, node) -> {
            if (node.path("$ref").isString()) {
                referred.add(node.get("$ref").stringValue());
            }
        });
        root.get("components")
                .forEachEntry((kind, components) -> components.propertyNames().stream()
                        .map(name -> "#/components/" + kind + "/" + name)
                        .filter(name -> !kind.equals("securitySchemes"))
                        .filter(name -> !Pattern.matches(".*/(NotFound|MethodNotAllowed|Internal)Problem", name))
                        .forEach(name -> assertThat(referred).contains(name)));
    }

    @Test
    void operations_have_an_id_of_their_own_and_say_what_they_do() {
        var ids = new ArrayList<String>();
        walk("", root.get("paths"), (pointer, node) -> {
            if (node.has("responses")) {
                ids.add(node.path("operationId").asString());
                assertThat(node.path("summary").asString()).as(pointer).isNotBlank();
                assertThat(node.path("description").asString()).as(pointer).isNotBlank();
                assertThat(node.path("tags").size()).as(pointer).isOne();
                assertThat(node.get("responses").propertyNames())
                        .as(pointer)
                        .contains("400", "401", "403", "406", "503")
                        .doesNotContain("500");
            }
        });
        assertThat(ids).hasSizeGreaterThan(18).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void every_variable_of_a_path_is_a_parameter_of_it() {
        root.get("paths").forEachEntry((path, item) -> {
            var variables = Pattern.compile("\\{([^}]*)}")
                    .matcher(path)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            var parameters = new ArrayList<String>();
            for (int i = 0; i < item.path("parameters").size(); i++) {
                var pointer = "/paths/" + ApiDocument.escaped(path) + "/parameters/" + i;
                var parameter = root.at(document.resolved(pointer));
                if (parameter.get("in").stringValue().equals("path")) {
                    parameters.add(parameter.get("name").stringValue());
                }
            }
            assertThat(parameters).as(path).containsExactlyElementsOf(variables);
        });
    }

    @Test
    void every_body_has_an_example_and_every_example_is_valid() {
        var examples = new ArrayList<String>();
        walk("", root, (pointer, node) -> {
            if (node.has("schema") && pointer.contains("/content/")) {
                var schema = document.resolved(pointer + "/schema");
                node.path("examples").propertyNames().forEach(name -> {
                    var value = document.resolved(pointer + "/examples/" + ApiDocument.escaped(name)) + "/value";
                    assertThat(document.validate(schema, root.at(value)))
                            .as(value)
                            .isEmpty();
                    examples.add(value);
                });
                assertThat(node.has("examples") || pointer.contains("problem+json"))
                        .as(pointer + " has an example")
                        .isTrue();
            }
        });
        assertThat(examples).hasSizeGreaterThan(20);
    }

    @Test
    void every_kind_of_problem_has_a_valid_example() {
        root.at("/components/schemas").forEachEntry((name, schema) -> {
            if (name.endsWith("Problem")) {
                assertThat(schema.path("examples").size()).as(name).isOne();
                assertThat(document.validate("/components/schemas/" + name, schema.at("/examples/0")))
                        .as(name)
                        .isEmpty();
            }
        });
    }

    @Test
    void every_object_that_is_answered_is_closed() {
        walk("", root.get("components").get("schemas"), (pointer, node) -> {
            if (node.path("type").asString("").equals("object")) {
                assertThat(node.has("additionalProperties")).as(pointer).isTrue();
            }
        });
    }

    /** Visits every object of a tree; examples are data, not structure. */
    private static void walk(String pointer, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        if (node.isObject()) {
            visitor.accept(pointer, node);
            node.forEachEntry((name, child) -> {
                if (!List.of("value", "example").contains(name)) {
                    walk(pointer + "/" + ApiDocument.escaped(name), child, visitor);
                }
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(pointer + "/" + i, node.get(i), visitor);
            }
        }
    }
}
