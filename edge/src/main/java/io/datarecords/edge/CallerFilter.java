package io.datarecords.edge;

import io.datarecords.api.Rejection;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request pass that has a valid token for the workspace in its path, or an operator's for what is theirs; all else
 * is answered here.
 */
final class CallerFilter extends OncePerRequestFilter {

    private static final RequestMatcher OPEN = new OrRequestMatcher(
            PathPatternRequestMatcher.pathPattern("/actuator/health/**"),
            PathPatternRequestMatcher.pathPattern("/actuator/prometheus"));
    private static final RequestMatcher IN_WORKSPACE =
            PathPatternRequestMatcher.pathPattern("/api/v2/w/{workspace}/**");

    private static final RequestMatcher OF_OPERATORS = PathPatternRequestMatcher.pathPattern("/actuator/**");
    private static final String SCHEME = "Bearer";

    private final JwtDecoder decoder;
    private final VerifiedTokens tokens;
    private final ProblemWriter problems;

    CallerFilter(JwtDecoder decoder, VerifiedTokens tokens, ProblemWriter problems) {
        this.decoder = decoder;
        this.tokens = tokens;
        this.problems = problems;
    }

    /** The caller of a request that this filter let pass. */
    static Caller callerOf(HttpServletRequest request) {
        if (request.getAttribute(Caller.class.getName()) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("caller: none (expected: one that the filter let pass)");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OPEN.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller;
        try {
            caller = authenticate(request);
        } catch (BadJwtException invalid) {
            refuse(request, response, InvalidToken.of(invalid));
            return;
        } catch (JwtException noKeys) {
            logger.warn("The keys of the tokens' issuer cannot be read", noKeys);
            unavailable(request, response);
            return;
        }
        if (caller == null) {
            askForToken(request, response);
        } else if (isElsewhere(request, caller)) {
            forbid(request, response);
        } else if (OF_OPERATORS.matches(request) && !AccessRules.mayOperate(caller)) {
            problems.write(request, response, Problems.of(new Rejection.Forbidden("operate this service")));
        } else {
            request.setAttribute(Caller.class.getName(), caller);
            chain.doFilter(request, response);
        }
    }

    private @Nullable Caller authenticate(HttpServletRequest request) {
        var headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.isEmpty()) {
            return null;
        }
        String header = headers.getFirst();
        if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)) {
            throw new InvalidToken("The Authorization header is not one bearer token");
        }
        return tokens.callerOf(header.substring(SCHEME.length()).strip(), decoder);
    }

    private static boolean isElsewhere(HttpServletRequest request, Caller caller) {
        var match = IN_WORKSPACE.matcher(request);
        return match.isMatch()
                && !caller.workspace()
                        .toString()
                        .equalsIgnoreCase(match.getVariables().get("workspace"));
    }

    private void askForToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, SCHEME);
        var detail = "Send an access token: 'Authorization: Bearer <token>'.";
        problems.write(request, response, Problem.of(ProblemKind.UNAUTHENTICATED, detail));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, InvalidToken invalid)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(invalid));
        problems.write(request, response, Problem.of(ProblemKind.UNAUTHENTICATED, invalid.reason() + "."));
    }

    /** RFC 6750, section 3. */
    private static String challenge(InvalidToken invalid) {
        String description = invalid.reason().replaceAll("[^ !#-\\[\\]-~]", "'");
        return SCHEME + " error=\"invalid_token\", error_description=\"" + description + "\"";
    }

    private void forbid(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var detail = "The token is for another workspace than the one in the path.";
        problems.write(request, response, Problem.of(ProblemKind.OTHER_WORKSPACE, detail));
    }

    private void unavailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        var detail = "Tokens cannot be checked right now: try again.";
        problems.write(request, response, Problem.of(ProblemKind.UNAVAILABLE, detail));
    }
}
