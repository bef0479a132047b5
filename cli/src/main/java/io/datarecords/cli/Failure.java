package io.datarecords.cli;

/** Why a command ends without having done what it was to do, in words for whoever typed it. */
final class Failure extends RuntimeException {

    private final int exitCode;

    private Failure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    static Failure unreachable(String message) {
        return new Failure(ExitCodes.UNREACHABLE, message);
    }

    static Failure refused(String message) {
        return new Failure(ExitCodes.REFUSED, message);
    }

    /** The same, and what to do about it. */
    Failure with(String advice) {
        return new Failure(exitCode, getMessage() + advice);
    }

    int exitCode() {
        return exitCode;
    }
}
