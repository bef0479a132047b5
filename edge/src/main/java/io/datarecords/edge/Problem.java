package io.datarecords.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.datarecords.api.Texts;
import io.datarecords.api.Violation;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * What a client is told when something is not done (RFC 9457).
 *
 * @param instance the path of the request
 * @param errors   every violation at once, for bad input
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        List<Violation> errors) {

    static final MediaType MEDIA_TYPE = MediaType.APPLICATION_PROBLEM_JSON;

    static Problem of(ProblemKind kind, String detail) {
        return of(kind, detail, List.of());
    }

    static Problem of(ProblemKind kind, String detail, List<Violation> errors) {
        var shown = errors.stream().map(Problem::shown).toList();
        return new Problem(kind.type(), kind.title(), kind.status(), Texts.shown(detail), null, shown);
    }

    Problem at(String path) {
        return new Problem(type, title, status, detail, path, errors);
    }

    private static Violation shown(Violation violation) {
        return new Violation(Texts.shown(violation.pointer()), violation.code(), Texts.shown(violation.message()));
    }
}
