package io.datarecords.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command tells what came of it: as text for people, or as one JSON document for programs. */
final class Output {

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    void print(Object result, String text) {
        var out = Objects.requireNonNull(command).commandLine().getOut();
        out.println(json ? Json.write(result) : text);
        out.flush();
    }

    /** A bar, which is seen only on a terminal. */
    Progress progress(String what) {
        return new Progress(Objects.requireNonNull(command).commandLine().getErr(), Progress.isSeen(), what);
    }
}
