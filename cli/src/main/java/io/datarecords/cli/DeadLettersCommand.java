package io.datarecords.cli;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Events that the views could not take. */
@Command(
        name = "dead-letters",
        description = {
            "Tells which events the views could not take, and has them tried again or given up.",
            "Needs operations:admin."
        },
        subcommands = {
            DeadLettersCommand.ListThem.class,
            DeadLettersCommand.Retry.class,
            DeadLettersCommand.Discard.class
        })
final class DeadLettersCommand {

    private static final String PATH = "/actuator/deadletters";

    @Command(name = "list", description = "Lists them, each with its cause.")
    static final class ListThem implements Callable<Integer> {

        @Mixin
        private final Service service = new Service();

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            var letters = Json.read(service.send(service.request(PATH).build()));
            output.print(letters, text(letters));
            return ExitCode.OK;
        }
    }

    @Command(name = "retry", description = "Applies one again, and what waits behind it.")
    static final class Retry implements Callable<Integer> {

        @Mixin
        private final Letter letter = new Letter();

        @Override
        public Integer call() {
            return letter.take("retry");
        }
    }

    @Command(name = "discard", description = "Gives one up: the view goes on without it.")
    static final class Discard implements Callable<Integer> {

        @Mixin
        private final Letter letter = new Letter();

        @Override
        public Integer call() {
            return letter.take("discard");
        }
    }

    /** One that something is done with. */
    static final class Letter {

        @Mixin
        private final Service service = new Service();

        @Mixin
        private final Output output = new Output();

        @Parameters(paramLabel = "POSITION", description = "Its position in the log, as list has it.")
        private long position;

        private int take(String action) {
            var request = service.request(PATH + "/" + position)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"action\":\"" + action + "\"}"))
                    .build();
            var outcome = Json.read(service.send(request));
            output.print(outcome, outcome.path("applied").asString() + " events applied");
            return ExitCode.OK;
        }
    }

    private static String text(JsonNode letters) {
        if (letters.path("deadLetters").isEmpty()) {
            return "no dead letters";
        }
        return letters.path("deadLetters")
                .valueStream()
                .map(letter -> letter.path("position").asString() + ": "
                        + letter.path("event").asString() + " of "
                        + letter.path("aggregate").asString() + ", parked at "
                        + letter.path("parkedAt").asString() + ", "
                        + letter.path("waiting").asString() + " waiting behind it\n  "
                        + letter.path("cause").asString())
                .collect(Collectors.joining("\n"));
    }
}
