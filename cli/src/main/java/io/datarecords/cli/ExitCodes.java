package io.datarecords.cli;

/** What a script learns from a command, beside picocli's own 0 and 2. */
final class ExitCodes {

    static final int PARTLY_REFUSED = 1;
    static final int UNREACHABLE = 3;
    static final int REFUSED = 4;

    private ExitCodes() {}
}
