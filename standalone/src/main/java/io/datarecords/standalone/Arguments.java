package io.datarecords.standalone;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for. An option given again replaces what was said before.
 *
 * @param port   from 1 to 65535
 * @param data   where everything is kept
 * @param sample whether there is to be sample data
 * @param help   whether only the help is wanted
 */
record Arguments(int port, Path data, boolean sample, boolean help) {

    static final String HELP = """
            Data Records: the whole service in one process, with a PostgreSQL of its own.

              ./run [--port N] [--data DIR] [--no-sample]

              --port N      listen on this port of 127.0.0.1 (default: 8080)
              --data DIR    keep everything in this folder (default: data, beside ./run)
              --no-sample   load no sample data (it is loaded once, at the first start)
              --help        show this

            It stays in the foreground until Ctrl-C.""";

    private static final Arguments DEFAULT = new Arguments(8080, Path.of("data"), true, false);

    /**
     * Reads the command line.
     *
     * @throws BadArgument if something in it is not understood
     */
    static Arguments parse(String... words) {
        var parsed = DEFAULT;
        for (var rest = List.of(words).iterator(); rest.hasNext(); ) {
            parsed = parsed.with(rest.next(), rest);
        }
        return parsed;
    }

    private Arguments with(String option, Iterator<String> rest) {
        return switch (option) {
            case "--help", "-h" -> new Arguments(port, data, sample, true);
            case "--port" -> new Arguments(port(value(option, rest)), data, sample, help);
            case "--data" -> new Arguments(port, folder(value(option, rest)), sample, help);
            case "--no-sample" -> new Arguments(port, data, false, help);
            default -> throw new BadArgument(option + ": unknown option");
        };
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new BadArgument(option + ": its value is missing");
        }
        return rest.next();
    }

    private static int port(String value) {
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 65_535) {
            return Integer.parseInt(value);
        }
        throw new BadArgument("--port " + value + ": not a port (expected: 1 to 65535)");
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
