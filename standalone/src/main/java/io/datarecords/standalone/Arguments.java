package io.datarecords.standalone;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the command line asks for. An option given again replaces what was said before.
 *
 * @param port   from 1 to 65535
 * @param data   where everything is kept
 * @param broker where events are published to
 * @param sample whether there is to be sample data
 * @param alone  whether only PostgreSQL is to be started
 * @param help   whether only the help is wanted
 */
record Arguments(int port, Path data, Broker broker, boolean sample, boolean alone, boolean help) {

    static final String HELP = """
            Data Records: the whole service in one process, with a PostgreSQL and a Kafka of its own.

              ./run [--port N] [--data DIR] [--kafka-port N | --kafka HOST:PORT | --no-kafka] [--no-sample]
              ./run --postgres [--data DIR]

              --port N           listen on this port of 127.0.0.1 (default: 8080)
              --data DIR         keep everything in this folder (default: data, beside ./run)
              --kafka-port N     have Kafka listen on this port of 127.0.0.1 (default: 9092)
              --kafka HOST:PORT  publish events to the Kafka there, and start none
              --no-kafka         publish no events
              --no-sample        load no sample data (it is loaded once, at the first start)
              --postgres         start the PostgreSQL of the folder and nothing else, for ./records restore
              --help             show this

            It stays in the foreground until Ctrl-C.""";

    private static final Set<String> WITH_A_VALUE = Set.of("--port", "--data", "--kafka-port", "--kafka");
    private static final Set<String> WITHOUT = Set.of("--no-kafka", "--no-sample", "--postgres", "--help", "-h");

    private static final String HOST_AND_PORT = "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}";

    /**
     * Reads the command line.
     *
     * @throws BadArgument if something in it is not understood
     */
    static Arguments parse(String... words) {
        var given = given(words);
        var parsed = new Arguments(
                port("--port", given.getOrDefault("--port", "8080")),
                folder(given.getOrDefault("--data", "data")),
                broker(given),
                !given.containsKey("--no-sample"),
                given.containsKey("--postgres"),
                given.containsKey("--help") || given.containsKey("-h"));
        if (parsed.broker.equals(new Broker.Own(parsed.port))) {
            throw new BadArgument("--port " + parsed.port + ": Kafka's port too (choose another with --kafka-port)");
        }
        return parsed;
    }

    /** Each option that is there, with its value if it has one. */
    private static Map<String, String> given(String... words) {
        var given = new HashMap<String, String>();
        for (var rest = List.of(words).iterator(); rest.hasNext(); ) {
            var option = rest.next();
            if (WITHOUT.contains(option)) {
                given.put(option, "");
            } else if (!WITH_A_VALUE.contains(option)) {
                throw new BadArgument(option + ": unknown option");
            } else if (!rest.hasNext()) {
                throw new BadArgument(option + ": its value is missing");
            } else {
                given.put(option, rest.next());
            }
        }
        return given;
    }

    private static Broker broker(Map<String, String> given) {
        var chosen = Stream.of("--kafka-port", "--kafka", "--no-kafka")
                .filter(given::containsKey)
                .toList();
        if (chosen.size() > 1) {
            throw new BadArgument(String.join(" and ", chosen) + ": only one of them");
        }
        if (given.containsKey("--no-kafka")) {
            return new Broker.None();
        }
        return given.containsKey("--kafka")
                ? new Broker.External(hostAndPort(given.get("--kafka")))
                : new Broker.Own(port("--kafka-port", given.getOrDefault("--kafka-port", "9092")));
    }

    private static String hostAndPort(String value) {
        if (value.matches(HOST_AND_PORT) && isPort(value.substring(value.lastIndexOf(':') + 1))) {
            return value;
        }
        throw new BadArgument("--kafka " + value + ": not an address (expected: one like localhost:9092)");
    }

    private static int port(String option, String value) {
        if (isPort(value)) {
            return Integer.parseInt(value);
        }
        throw new BadArgument(option + " " + value + ": not a port (expected: 1 to 65535)");
    }

    private static boolean isPort(String value) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 65_535;
    }

    private static Path folder(String value) {
        try {
            if (!value.isBlank()) {
                return Path.of(value);
            }
        } catch (InvalidPathException malformed) {
            // It is reported below, just as a blank one.
        }
        throw new BadArgument("--data " + value + ": not the name of a folder");
    }

    /** A command line that is not understood. The message is for whoever typed it. */
    static final class BadArgument extends RuntimeException {

        BadArgument(String message) {
            super(message, null, false, false);
        }
    }
}
