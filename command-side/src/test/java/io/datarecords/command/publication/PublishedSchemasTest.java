package io.datarecords.command.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.eventlog.RecordedEvent;
import org.junit.jupiter.api.Test;

/**
 * What was promised to those who read the topic. {@code published-schemas} has the schemas that they rely on: a schema
 * that breaks with them needs a new revision beside the old one.
 */
class PublishedSchemasTest {

    private final PublishedSchemas today = PublishedSchemas.today();
    private final PublishedSchemas published = PublishedSchemas.published();

    @Test
    void whoever_reads_by_the_published_schemas_can_read_what_is_sent_today() {
        assertThat(SchemaCompatibility.breaks(published, today)).isEmpty();
    }

    @Test
    void every_schema_is_published() {
        assertThat(published.names()).containsExactlyElementsOf(today.names());
    }

    @Test
    void every_event_has_a_schema() {
        assertThat(RecordedEvent.all())
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(event -> assertThat(today.names()).contains(event.name() + ".1.json"));
    }

    @Test
    void a_schema_has_the_address_that_messages_name_and_says_what_each_property_is() {
        today.byName().forEach((name, schema) -> {
            assertThat(schema.get("$schema").stringValue()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(schema.get("$id").stringValue()).isEqualTo("https://datarecords.io/schemas/" + name);
            assertThat(schema.path("description").asString()).as(name).isNotBlank();
            schema.path("properties")
                    .forEachEntry((property, content) -> assertThat(
                                    content.path("description").asString(""))
                            .as(name + " " + property)
                            .isNotBlank());
            schema.path("$defs")
                    .forEachEntry((part, content) -> content.path("properties")
                            .forEachEntry((property, inner) -> assertThat(
                                            inner.path("description").asString(""))
                                    .as(name + " " + part + " " + property)
                                    .isNotBlank()));
        });
    }

    @Test
    void a_schema_lets_pass_what_a_later_release_adds() {
        assertThat(today.byName()).allSatisfy((name, schema) -> {
            assertThat(schema.has("additionalProperties")).isFalse();
            assertThat(schema.has("unevaluatedProperties")).isFalse();
        });
    }
}
