package io.datarecords.edge;

/** What is said where only a status is known. */
final class StatusProblems {

    private StatusProblems() {}

    static Problem of(int status) {
        return switch (status) {
            case 404 -> Problem.of(ProblemKind.NOT_FOUND, "There is nothing at this path.");
            case 405 -> Problem.of(ProblemKind.METHOD_NOT_ALLOWED, "See 'Allow' for what may be done here.");
            case 406 ->
                Problem.of(ProblemKind.NOT_ACCEPTABLE, "Answers are application/json, which 'Accept' excludes.");
            case 413 -> BodyLimitFilter.TOO_LARGE;
            case 415 -> Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Send 'Content-Type: application/json'.");
            case 503 ->
                Problem.of(
                        ProblemKind.UNAVAILABLE,
                        "The data could not be reached in time: try again. A write may or may not have been done.");
            default ->
                status < 500
                        ? Problem.of(ProblemKind.MALFORMED_REQUEST, "The request cannot be understood.")
                        : Problem.of(ProblemKind.INTERNAL, "The request failed, and the operator has been told why.");
        };
    }
}
