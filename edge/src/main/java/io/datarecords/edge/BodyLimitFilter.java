package io.datarecords.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies over 1 MiB before anything else is looked at, whether or not they announce their length. */
final class BodyLimitFilter extends OncePerRequestFilter {

    static final int MAX_BYTES = 1024 * 1024;

    static final Problem TOO_LARGE =
            Problem.of(ProblemKind.TOO_LARGE, "A body may have at most " + MAX_BYTES + " bytes.");

    private final ProblemWriter problems;

    BodyLimitFilter(ProblemWriter problems) {
        this.problems = problems;
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
