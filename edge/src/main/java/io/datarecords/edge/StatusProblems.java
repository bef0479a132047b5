package io.datarecords.edge;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;

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

    /** What is said of a body that would have to be of another media type. */
    static Problem unsupported(List<MediaType> taken) {
        return Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Send 'Content-Type: " + oneOf(taken) + "'.");
    }

    /** What is said to a client that takes none of the media types there are. */
    static Problem notAcceptable(List<MediaType> offered) {
        return Problem.of(ProblemKind.NOT_ACCEPTABLE, "Answers are " + oneOf(offered) + ", which 'Accept' excludes.");
    }

    private static String oneOf(List<MediaType> types) {
        return types.stream().map(MediaType::toString).collect(Collectors.joining(" or "));
    }

    static Problem of(int status) {
        return switch (status) {
            case 404 -> Problem.of(ProblemKind.NOT_FOUND, "There is nothing at this path.");
            case 405 -> Problem.of(ProblemKind.METHOD_NOT_ALLOWED, "See 'Allow' for what may be done here.");
            case 406 -> notAcceptable(List.of(MediaType.APPLICATION_JSON));
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
