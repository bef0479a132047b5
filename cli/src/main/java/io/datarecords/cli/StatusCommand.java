package io.datarecords.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether the service is ready, part by part, and to operators also how far its views are built. */
@Command(
        name = "status",
        description = {
            "Tells whether the service is ready.",
            "With a token that has operations:admin also how far the generations of the views are."
        })
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final Service service = new Service();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws IOException {
        var answer = service.answer(service.request("/actuator/health").build());
        try (var body = answer.body()) {
            var health = (ObjectNode) Json.read(body);
            var text = text(health);
            var generations = generations();
            if (generations.isPresent()) {
                health.set("generations", generations.get().path("generations"));
                text += "\nviews\n  " + Generations.text(generations.get()).replace("\n", "\n  ");
            }
            output.print(health, text);
        }
        return answer.statusCode() == 200 ? ExitCode.OK : ExitCodes.UNREACHABLE;
    }

    private Optional<JsonNode> generations() throws IOException {
        var answer = service.answer(service.request(Generations.PATH).build());
        try (var body = answer.body()) {
            return answer.statusCode() == 200 ? Optional.of(Json.read(body)) : Optional.empty();
        }
    }

    private static String text(JsonNode health) {
        return health.path("components").properties().stream()
                .map(part -> "\n  " + part.getKey() + ": "
                        + part.getValue().path("status").asString("")
                        + part.getValue().path("details").properties().stream()
                                .map(detail -> ", " + detail.getKey() + " "
                                        + detail.getValue().asString())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("", health.path("status").asString(""), ""));
    }
}
