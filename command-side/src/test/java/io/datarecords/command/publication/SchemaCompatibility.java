package io.datarecords.command.publication;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Whether those who read messages by the published schemas can read what today's schemas describe. More properties may
 * be there, and everything may be described in other words; all else is as it was.
 */
final class SchemaCompatibility {

    private static final Set<String> WORDS = Set.of("title", "description", "examples", "$comment", "deprecated");

    /** What is under them are schemas by a name that consumers know. */
    private static final Set<String> BY_NAME = Set.of("properties", "$defs", "patternProperties");

    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SCHEMAS =
            Set.of("items", "additionalProperties", "propertyNames", "contains", "not");
    private static final Set<String> SETS = Set.of("type", "enum");

    private final PublishedSchemas published;
    private final PublishedSchemas today;
    private final List<String> breaks = new ArrayList<>();

    private SchemaCompatibility(PublishedSchemas published, PublishedSchemas today) {
        this.published = published;
        this.today = today;
    }

    /** Each break as the place of it and what was there. */
    static List<String> breaks(PublishedSchemas published, PublishedSchemas today) {
        var compatibility = new SchemaCompatibility(published, today);
        published.names().forEach(compatibility::compareFiles);
        return compatibility.breaks;
    }

    private void compareFiles(String name) {
        if (today.names().contains(name)) {
            compare(name, name, published.schema(name), name, today.schema(name));
        } else {
            breaks.add(name + ": is gone");
        }
    }

    /** Both are compared with their references followed, so that it does not matter where a part is described. */
    private void compare(String place, String wasIn, JsonNode wasWritten, String isIn, JsonNode isWritten) {
        var was = published.resolved(wasIn, wasWritten);
        var is = today.resolved(isIn, isWritten);
        if (!was.isObject() || !is.isObject()) {
            requireSame(place, was, is);
            return;
        }
        var files = new Files(published.fileOfTarget(wasIn, wasWritten), today.fileOfTarget(isIn, isWritten));
        var keywords = new TreeSet<>(was.propertyNames());
        keywords.addAll(is.propertyNames());
        keywords.removeAll(WORDS);
        keywords.forEach(
                keyword -> compareKeyword(place + "/" + keyword, keyword, files, was.path(keyword), is.path(keyword)));
    }

    private record Files(String was, String is) {}

    private void compareKeyword(String place, String keyword, Files files, JsonNode was, JsonNode is) {
        if (keyword.equals("required")) {
            compareRequired(place, was, is);
        } else if (BY_NAME.contains(keyword)) {
            compareByName(place, files, was, is);
        } else if (LISTS.contains(keyword) && was.size() == is.size()) {
            for (int i = 0; i < was.size(); i++) {
                compare(place + "/" + i, files.was(), was.get(i), files.is(), is.get(i));
            }
        } else if (SCHEMAS.contains(keyword) && !was.isMissingNode() && !is.isMissingNode()) {
            compare(place, files.was(), was, files.is(), is);
        } else if (SETS.contains(keyword)) {
            requireSame(place, asSet(was), asSet(is));
        } else {
            requireSame(place, was, is);
        }
    }

    private void compareRequired(String place, JsonNode was, JsonNode is) {
        var required = asSet(is);
        asSet(was).stream()
                .filter(property -> !required.contains(property))
                .forEach(property -> breaks.add(place + ": has no " + property + " any more"));
    }

    private void compareByName(String place, Files files, JsonNode was, JsonNode is) {
        was.forEachEntry((name, schema) -> {
            if (is.has(name)) {
                compare(place + "/" + name, files.was(), schema, files.is(), is.get(name));
            } else {
                breaks.add(place + "/" + name + ": is gone");
            }
        });
    }

    private void requireSame(String place, Object was, Object is) {
        if (!was.equals(is)) {
            breaks.add(place + ": was " + was + ", is " + is);
        }
    }

    private static Set<JsonNode> asSet(JsonNode values) {
        var set = new LinkedHashSet<JsonNode>();
        if (values.isArray()) {
            StreamSupport.stream(values.spliterator(), false).forEach(set::add);
        } else if (!values.isMissingNode()) {
            set.add(values);
        }
        return set;
    }
}
