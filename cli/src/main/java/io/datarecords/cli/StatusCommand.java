package io.datarecords.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Whether the service is ready, part by part. */
@Command(name = "status", description = "Tells whether the service is ready.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final Service service = new Service();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws IOException {
        var answer = service.answer(service.request("/actuator/health").build());
        try (var body = answer.body()) {
            var health = Json.read(body);
            output.print(health, text(health));
        }
        return answer.statusCode() == 200 ? ExitCode.OK : ExitCodes.UNREACHABLE;
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
