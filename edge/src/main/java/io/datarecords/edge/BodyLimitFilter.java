package io.datarecords.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies over 1 MiB before anything else is looked at, whether or not they announce their length. An import is
 * read row by row, and each row is held against the limit by whoever reads it.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

    static final int MAX_BYTES = 1024 * 1024;

    static final Problem TOO_LARGE =
            Problem.of(ProblemKind.TOO_LARGE, "A body may have at most " + MAX_BYTES + " bytes.");

    private static final RequestMatcher READ_BY_ROW = PathPatternRequestMatcher.pathPattern(
            HttpMethod.POST, "/api/v2/w/{workspace}/data-types/{dataTypeId}/records/import");

    private final ProblemWriter problems;

    BodyLimitFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READ_BY_ROW.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            problems.write(request, response, TOO_LARGE);
        } else if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            measure(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void measure(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            problems.write(request, response, TOO_LARGE);
        } else {
            chain.doFilter(new BufferedRequest(request, body), response);
        }
    }
}
