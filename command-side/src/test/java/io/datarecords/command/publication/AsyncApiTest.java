package io.datarecords.command.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.datarecords.api.DomainEvent;
import io.datarecords.api.record.RecordEvent;
import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.eventlog.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The AsyncAPI document, held against the messages. */
class AsyncApiTest {

    private static final String ID = "https://datarecords.io/asyncapi.json";

    private final JsonNode document = JsonMapper.shared().readTree(EventDocsController.asyncApi());

    static List<RecordedEvent> recorded() {
        return RecordedEvent.all();
    }

    @Test
    void every_reference_leads_somewhere() {
        references(document, "").forEach((pointer, target) -> {
            if (target.startsWith("#")) {
                assertThat(document.at(target.substring(1)).isMissingNode())
                        .as(pointer + ": " + target)
                        .isFalse();
            } else {
                assertThat(target).startsWith("../schemas/");
                assertThat(PublishedSchemas.today().names()).contains(target.substring("../schemas/".length()));
            }
        });
    }

    @Test
    void every_message_is_in_the_channel_and_in_the_operation() {
        var names = document.at("/components/messages").propertyNames();
        assertThat(names).hasSize(10);
        assertThat(document.at("/channels/recordEvents/messages").propertyNames())
                .containsExactlyElementsOf(names);
        assertThat(document.at("/operations/publish/messages").size()).isEqualTo(names.size());
        assertThat(document.at("/channels/recordEvents/address").stringValue()).isEqualTo("record-events");
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_message_has_the_headers_and_the_key_and_the_schema_that_are_told(RecordedEvent event) {
        var message = message(event.event());
        var described = "/components/messages/" + message.type();
        var headers = JsonMapper.shared().createObjectNode();
        message.headers().forEach(header -> headers.put(header.name(), header.value()));

        assertThat(complaints(described + "/headers", headers)).isEmpty();
        assertThat(complaints(
                        described + "/bindings/kafka/key", JsonMapper.shared().valueToTree(message.key())))
                .isEmpty();
        assertThat(document.at("/components/schemas/Headers/properties").propertyNames())
                .containsExactlyElementsOf(headers.propertyNames());
        assertThat("https://datarecords.io/"
                        + document.at(described + "/payload/schema/$ref")
                                .stringValue()
                                .substring(3))
                .isEqualTo(headers.get("ce_dataschema").stringValue());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void headers_that_are_wrong_would_be_seen(RecordedEvent event) {
        var described = "/components/messages/" + event.name();
        var other = event.event() instanceof RecordEvent ? "type/1/1" : "record/1/1";
        var headers = JsonMapper.shared()
                .createObjectNode()
                .put("ce_type", "RecordMoved")
                .put("ce_version", "0");

        assertThat(complaints(described + "/headers", headers)).hasSizeGreaterThan(9);
        assertThat(complaints(
                        described + "/bindings/kafka/key", JsonMapper.shared().valueToTree(other)))
                .hasSize(1);
    }

    private List<String> complaints(String pointer, JsonNode value) {
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                schemas -> schemas.schemas(Map.of(ID, document.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        return registry.getSchema(SchemaLocation.of(ID + "#" + pointer)).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private static Map<String, String> references(JsonNode node, String pointer) {
        var references = new TreeMap<String, String>();
        if (node.isObject()) {
            node.forEachEntry((name, child) -> {
                if (name.equals("$ref")) {
                    references.put(pointer, child.stringValue());
                } else {
                    references.putAll(references(child, pointer + "/" + name));
                }
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                references.putAll(references(node.get(i), pointer + "/" + i));
            }
        }
        return references;
    }

    private static EventMessage message(DomainEvent event) {
        return EventMessages.of(
                new LoggedEvent(41, UUID.randomUUID(), "any", 2, Instant.now(), event, Map.of()), "visit");
    }
}
