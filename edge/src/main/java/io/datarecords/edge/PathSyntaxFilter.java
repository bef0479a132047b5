package io.datarecords.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.RequestPath;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses path parameters that are no percent-encoding. Tomcat takes them away before it looks, and whoever parses the
 * path afterwards fails on them. What else is wrong with a path, Tomcat has refused already.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PathSyntaxFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;

    PathSyntaxFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().indexOf(';') < 0;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isPath(request)) {
            chain.doFilter(request, response);
        } else {
            problems.write(request, response, StatusProblems.of(400));
        }
    }

    private static boolean isPath(HttpServletRequest request) {
        try {
            RequestPath.parse(request.getRequestURI(), request.getContextPath());
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
