package io.datarecords.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line, in this process. */
record Run(int exitCode, String out, String err) {

    static Run of(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Records.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
