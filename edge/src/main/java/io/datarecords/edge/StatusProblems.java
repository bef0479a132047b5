package io.datarecords.edge;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** What is said where only a status is known. */
final class StatusProblems {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private StatusProblems() {}

    /** What is said of data that could not be reached; only after a write is there any doubt. */
    static Problem unavailable(String method) {
        var detail = "The data could not be reached in time: try again.";
        var doubt = READS.contains(method) ? "" : " The write may or may not have been done.";
        return Problem.of(ProblemKind.UNAVAILABLE, detail + doubt);
    }

    /** What is said of a body, or an answer, that would have to be of another type. */
    static Problem of(HttpMediaTypeException other) {
        var types =
                other.getSupportedMediaTypes().stream().map(MediaType::toString).collect(Collectors.joining(" or "));
        return other instanceof HttpMediaTypeNotSupportedException
                ? Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Send 'Content-Type: " + types + "'.")
                : Problem.of(ProblemKind.NOT_ACCEPTABLE, "Answers are " + types + ", which 'Accept' excludes.");
    }

    static Problem of(int status) {
        return switch (status) {
            case 404 -> Problem.of(ProblemKind.NOT_FOUND, "There is nothing at this path.");
            case 405 -> Problem.of(ProblemKind.METHOD_NOT_ALLOWED, "See 'Allow' for what may be done here.");
            case 406 ->
                Problem.of(ProblemKind.NOT_ACCEPTABLE, "Answers are application/json, which 'Accept' excludes.");
            case 413 -> BodyLimitFilter.TOO_LARGE;
            case 415 -> Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Send 'Content-Type: application/json'.");
            case 503 -> unavailable("POST");
            case 501, 505 -> Problem.of(ProblemKind.MALFORMED_REQUEST, "The request's HTTP is not supported here.");
            default ->
                status < 500
                        ? Problem.of(ProblemKind.MALFORMED_REQUEST, "The request cannot be understood.")
                        : Problem.of(ProblemKind.INTERNAL, "The request failed, and the operator has been told why.");
        };
    }
}
