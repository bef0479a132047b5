package io.datarecords.cli;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Builds the views anew while the old ones serve. */
@Command(
        name = "rebuild",
        description = {
            "Builds the views anew from the log, while the ones there are go on serving.",
            "start begins and watches, watch looks on at one that has begun, cancel drops it. Needs operations:admin."
        })
final class RebuildCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Mixin
    private final Service service = new Service();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "WHAT", defaultValue = "start", description = "${COMPLETION-CANDIDATES} (default: start)")
    private What what = What.START;

    private enum What {
        START,
        WATCH,
        CANCEL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        var generations = switch (what) {
            case START -> watched(send("POST"));
            case WATCH -> watched(send("GET"));
            case CANCEL -> send("DELETE");
        };
        output.print(generations, Generations.text(generations));
        return ExitCode.OK;
    }

    private JsonNode send(String method) {
        return Json.read(service.send(service.request(Generations.PATH)
                .method(method, BodyPublishers.noBody())
                .build()));
    }

    private JsonNode watched(JsonNode first) throws InterruptedException {
        var generations = first;
        try (var progress = output.progress("Rebuilding")) {
            for (var building = Generations.building(generations);
                    building.isPresent();
                    building = Generations.building(generations)) {
                progress.to(
                        building.get().path("position").asLong(),
                        building.get().path("head").asLong());
                Thread.sleep(BETWEEN_LOOKS);
                generations = send("GET");
            }
        }
        return generations;
    }
}
