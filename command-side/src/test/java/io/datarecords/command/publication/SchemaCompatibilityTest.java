package io.datarecords.command.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class SchemaCompatibilityTest {

    private static final String EVENT = """
            {
              "$id": "https://example.org/Event.1.json",
              "title": "An event",
              "type": "object",
              "required": ["id", "by", "tags"],
              "properties": {
                "id": {"description": "What it is called.", "type": "integer", "minimum": 1},
                "note": {"type": ["string", "null"]},
                "level": {"type": "string", "enum": ["low", "high"]},
                "by": {"description": "Who.", "$ref": "Parts.1.json#/$defs/Actor"},
                "tags": {"type": "array", "items": {"type": "string", "format": "uri"}},
                "values": {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}, "additionalProperties": true},
                "either": {"anyOf": [{"const": 1}, {"$ref": "Parts.1.json#/$defs/Slug"}]}
              }
            }""";

    private static final String PARTS = """
            {
              "$defs": {
                "Actor": {
                  "type": "object",
                  "required": ["subject"],
                  "properties": {"subject": {"type": "string"}, "slug": {"$ref": "#/$defs/Slug"}}
                },
                "Slug": {"type": "string", "maxLength": 63}
              }
            }""";

    private static final PublishedSchemas PUBLISHED = new PublishedSchemas(Map.of(
            "Event.1.json",
            JsonMapper.shared().readTree(EVENT),
            "Parts.1.json",
            JsonMapper.shared().readTree(PARTS)));

    @Nested
    class Refused {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    // a property that is gone, or has another name
                    "\"note\":{\"type\":[\"string\",\"null\"]}, | `` | /properties/note: is gone",
                    "\"level\": | \"degree\": | /properties/level: is gone",
                    // another type
                    "\"type\":\"integer\" | \"type\":\"string\" | /properties/id/type",
                    "\"type\":\"integer\" | \"type\":[\"integer\",\"null\"] | /properties/id/type",
                    "[\"string\",\"null\"] | \"string\" | /properties/note/type",
                    "[\"string\",\"null\"] | [\"string\",\"null\",\"number\"] | /properties/note/type",
                    "\"type\":\"integer\",| `` | /properties/id/type",
                    "\"items\":{\"type\":\"string\" | \"items\":{\"type\":\"number\" | /properties/tags/items/type",
                    "\"items\":{\"type\":\"string\",\"format\":\"uri\"} | \"minItems\":0 | /properties/tags/items",
                    // other values
                    "[\"low\",\"high\"] | [\"low\",\"high\",\"highest\"] | /properties/level/enum",
                    "[\"low\",\"high\"] | [\"low\"] | /properties/level/enum",
                    ",\"enum\":[\"low\",\"high\"] | `` | /properties/level/enum",
                    "\"type\":[\"string\",\"null\"] | \"type\":[\"string\",\"null\"],\"enum\":[\"a\",null] | /properties/note/enum",
                    "\"minimum\":1 | \"minimum\":0 | /properties/id/minimum",
                    "\"format\":\"uri\" | \"format\":\"uuid\" | /properties/tags/items/format",
                    "^[a-z]+$ | ^[a-z0-9]+$ | /properties/values/propertyNames/pattern",
                    "\"additionalProperties\":true | \"additionalProperties\":false | /properties/values/additionalProperties",
                    "\"additionalProperties\":true | \"additionalProperties\":{\"type\":\"string\"} | /properties/values/additionalProperties",
                    "{\"const\":1} | {\"const\":2} | /properties/either/anyOf/0/const",
                    "{\"const\":1}, | `` | /properties/either/anyOf",
                    // no longer always there
                    "\"id\",\"by\",\"tags\" | \"id\",\"by\" | /required: has no \"tags\" any more",
                    "\"required\":[\"id\",\"by\",\"tags\"], | `` | /required: has no \"id\" any more",
                    // another thing altogether
                    "Event.1.json | Happening.1.json | /$id",
                    "Parts.1.json#/$defs/Actor | Parts.1.json#/$defs/Slug | /properties/by/",
                    "\"type\":\"object\",\"required\" | \"type\":\"object\",\"additionalProperties\":false,\"required\" | /additionalProperties"
                })
        void what_a_reader_of_the_published_schema_would_trip_over(String text, String replacement, String place) {
            var today = PUBLISHED.with("Event.1.json", text, replacement);

            assertThat(SchemaCompatibility.breaks(PUBLISHED, today))
                    .isNotEmpty()
                    .allSatisfy(found -> assertThat(found).startsWith("Event.1.json"))
                    .anySatisfy(found -> assertThat(found).startsWith("Event.1.json" + place));
        }

        @Test
        void a_change_in_what_is_referred_to() {
            var shorter = PUBLISHED.with("Parts.1.json", "63", "31");
            var unnamed = PUBLISHED.with("Parts.1.json", "\"required\":[\"subject\"],", "");

            assertThat(SchemaCompatibility.breaks(PUBLISHED, shorter))
                    .contains(
                            "Event.1.json/properties/by/properties/slug/maxLength: was 63, is 31",
                            "Event.1.json/properties/either/anyOf/1/maxLength: was 63, is 31",
                            "Parts.1.json/$defs/Slug/maxLength: was 63, is 31");
            assertThat(SchemaCompatibility.breaks(PUBLISHED, unnamed))
                    .contains("Event.1.json/properties/by/required: has no \"subject\" any more");
        }

        @Test
        void a_schema_that_is_missing() {
            assertThat(SchemaCompatibility.breaks(PUBLISHED, PUBLISHED.without("Event.1.json")))
                    .containsExactly("Event.1.json: is gone");
        }
    }

    @Nested
    class Accepted {

        @Test
        void no_change_at_all() {
            assertThat(SchemaCompatibility.breaks(PUBLISHED, PUBLISHED)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    // more properties, always there or not
                    "\"note\":{ | \"more\":{\"type\":\"string\"},\"note\":{",
                    "\"id\",\"by\",\"tags\" | \"tags\",\"by\",\"id\",\"level\"",
                    // other words
                    "What it is called. | Its name.",
                    "\"description\":\"Who.\", | ``",
                    "\"title\":\"An event\" | \"description\":\"An event\",\"$comment\":\"Old.\",\"deprecated\":true",
                    // another order
                    "[\"string\",\"null\"] | [\"null\",\"string\"]",
                    "[\"low\",\"high\"] | [\"high\",\"low\"]",
                    // the same, described elsewhere
                    "\"$ref\":\"Parts.1.json#/$defs/Slug\" | \"type\":\"string\",\"maxLength\":63"
                })
        void what_a_reader_of_the_published_schema_passes_over(String text, String replacement) {
            var today = PUBLISHED.with("Event.1.json", text, replacement);

            assertThat(today).isNotEqualTo(PUBLISHED);
            assertThat(SchemaCompatibility.breaks(PUBLISHED, today)).isEmpty();
        }

        @Test
        void another_property_in_what_is_referred_to() {
            var today = PUBLISHED.with("Parts.1.json", "\"subject\":{", "\"name\":{\"type\":\"string\"},\"subject\":{");

            assertThat(SchemaCompatibility.breaks(PUBLISHED, today)).isEmpty();
        }

        @Test
        void another_schema() {
            assertThat(SchemaCompatibility.breaks(PUBLISHED, PUBLISHED.with("Event.2.json", "{\"type\":\"string\"}")))
                    .isEmpty();
        }
    }
}
