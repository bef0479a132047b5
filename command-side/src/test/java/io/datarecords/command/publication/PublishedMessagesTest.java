package io.datarecords.command.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.DomainEvent;
import io.datarecords.command.publication.EventMessage.Header;
import io.datarecords.eventlog.ExactJson;
import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.eventlog.RecordedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages hold what their schemas say and nothing else, and those made of what was recorded stay as they are in
 * {@code published-messages}. Where that is meant to change, {@code -Dtest=PublishedMessagesTest -Drewrite} writes them
 * anew.
 */
class PublishedMessagesTest {

    private static final JsonMapper JSON = ExactJson.mapper();
    private static final Path PUBLISHED = Path.of("src", "test", "resources", "published-messages");
    private static final Instant AT = Instant.parse("2026-11-24T00:49:38.093366Z");

    private final PublishedSchemas today = PublishedSchemas.today();
    private final PublishedSchemas published = PublishedSchemas.published();

    static Stream<DomainEvent> shapes() {
        return EventShapes.all();
    }

    static List<RecordedEvent> recorded() {
        return RecordedEvent.all();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void a_message_is_valid_and_holds_nothing_that_its_schema_does_not_name(DomainEvent event) {
        var message = message(event);
        var schema = message.type() + ".1.json";
        var value = JSON.readTree(message.value());

        assertThat(header(message, "ce_dataschema"))
                .isEqualTo(today.schema(schema).get("$id").stringValue());
        assertThat(today.complaints(schema, value)).isEmpty();
        assertThat(published.complaints(schema, value)).isEmpty();
        assertThat(today.unnamed(schema, value)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_message_made_of_what_was_recorded_is_the_one_that_was_published(RecordedEvent event) throws IOException {
        var message = message(event.event());
        var file = PUBLISHED.resolve(event + ".json");
        if (System.getProperty("rewrite") != null) {
            Files.writeString(file, pretty(message) + "\n");
        }
        var golden = JSON.readTree(Files.readString(file));

        assertThat(message.key()).isEqualTo(golden.get("key").stringValue());
        var headers = new LinkedHashMap<String, String>();
        message.headers().forEach(header -> headers.put(header.name(), header.value()));
        assertThat(JSON.writeValueAsString(headers))
                .isEqualTo(golden.get("headers").toString());
        assertThat(message.value()).asString().isEqualTo(JSON.writeValueAsString(golden.get("value")));
    }

    /** So that what is added is published, and cannot be taken away again. */
    @ParameterizedTest
    @MethodSource("recorded")
    void what_was_published_holds_nothing_that_its_published_schema_does_not_name(RecordedEvent event)
            throws IOException {
        var golden = JSON.readTree(Files.readString(PUBLISHED.resolve(event + ".json")));

        assertThat(published.unnamed(event.name() + ".1.json", golden.get("value")))
                .isEmpty();
    }

    @Test
    void what_is_not_named_and_what_is_not_valid_would_be_seen() {
        var defined = RecordedEvent.all().stream()
                .filter(event -> event.name().equals("DataTypeDefined"))
                .findFirst()
                .orElseThrow();
        var value = (ObjectNode) JSON.readTree(message(defined.event()).value());
        value.put("more", 1);
        ((ObjectNode) value.at("/fields/0")).put("since", 1);
        ((ObjectNode) value.at("/fields/0/rules")).put("any", "rule");
        ((ObjectNode) value.get("by")).put("name", "x");

        assertThat(today.unnamed("DataTypeDefined.1.json", value))
                .containsExactlyInAnyOrder("/more", "/fields/0/since", "/by/name");
        assertThat(today.complaints("DataTypeDefined.1.json", value)).isEmpty();

        value.put("at", "yesterday").put("workspace", "here").put("description", 1);
        value.remove("name");
        ((ObjectNode) value.at("/grants/0")).remove("role");
        assertThat(today.complaints("DataTypeDefined.1.json", value)).hasSize(6);
    }

    private static EventMessage message(DomainEvent event) {
        var id = UUID.fromString("0d9b7c9a-0000-4000-8000-000000000002");
        return EventMessages.of(new LoggedEvent(41, id, "any", 2, AT, event, Map.of()), "visit");
    }

    private static String header(EventMessage message, String name) {
        return message.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElseThrow();
    }

    private static String pretty(EventMessage message) {
        var golden = JSON.createObjectNode();
        golden.put("key", message.key());
        ObjectNode headers = golden.putObject("headers");
        message.headers().forEach(header -> headers.put(header.name(), header.value()));
        JsonNode value = JSON.readTree(message.value());
        golden.set("value", value);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(golden);
    }
}
