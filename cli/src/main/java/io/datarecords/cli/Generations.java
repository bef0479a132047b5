package io.datarecords.cli;

import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the service says of the generations of its views. */
final class Generations {

    static final String PATH = "/actuator/rebuild";

    private Generations() {}

    static Optional<JsonNode> building(JsonNode answer) {
        return answer.path("generations")
                .valueStream()
                .filter(generation -> generation.path("state").asString("").equals("building"))
                .findFirst();
    }

    static String text(JsonNode answer) {
        return answer.path("generations")
                .valueStream()
                .map(generation -> generation.path("id").asString() + ": "
                        + generation.path("state").asString() + ", at position "
                        + generation.path("position").asString() + " of "
                        + generation.path("head").asString())
                .collect(Collectors.joining("\n"));
    }
}
