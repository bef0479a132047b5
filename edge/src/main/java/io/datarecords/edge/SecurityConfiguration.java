package io.datarecords.edge;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy.VirtualFilterChainDecorator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import tools.jackson.databind.json.JsonMapper;

/** Who gets in: only what a stateless API needs, so there is no session, login, CSRF token or anonymous user. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    ProblemWriter problemWriter(JsonMapper mapper) {
        return new ProblemWriter(mapper);
    }

    @Bean
    VerifiedTokens verifiedTokens(TokenProperties properties) {
        return new VerifiedTokens(new Callers(properties.claim()), InstantSource.system());
    }

    /** It would time each filter of each request; how long a request takes is known without that. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    /** The last chain: another one, with its own matcher, may open paths before it. */
    @Bean
    @Order
    SecurityFilterChain callersOnly(JwtDecoder decoder, VerifiedTokens tokens, ProblemWriter problems) {
        return new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE, headers(), new CallerFilter(decoder, tokens, problems));
    }

    private static Filter headers() {
        return new HeaderWriterFilter(List.of(new XContentTypeOptionsHeaderWriter(), new CacheControlHeadersWriter()));
    }

    /**
     * Paths may hold any character percent-encoded, since external ids do. That is safe here because both the check of
     * the workspace and the choice of the controller read the same undecoded path.
     */
    @Bean
    HttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowUrlEncodedLineSeparator(true);
        firewall.setAllowUrlEncodedParagraphSeparator(true);
        // The query string is read by QueryString alone; what Tomcat makes of it is looked at by nobody.
        firewall.setAllowedParameterNames(_ -> true);
        // Without the default's regular expressions over each header. Names are checked by Tomcat.
        firewall.setAllowedHeaderNames(_ -> true);
        firewall.setAllowedHeaderValues(SecurityConfiguration::hasNoControl);
        return firewall;
    }

    /** Tomcat looks for the controls of ASCII alone. */
    private static boolean hasNoControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) && c != '\t') {
                return false;
            }
        }
        return true;
    }

    /** What the firewall refuses is told to those alone who have a token for the workspace. */
    @Bean
    RequestRejectedHandler requestRejectedHandler(
            @Qualifier("callersOnly") SecurityFilterChain callersOnly, ProblemWriter problems) {
        var problem =
                Problem.of(ProblemKind.MALFORMED_REQUEST, "The path or a header holds what is not allowed there.");
        return (request, response, rejected) -> {
            FilterChain refusal = (_, _) -> problems.write(request, response, problem);
            try {
                new VirtualFilterChainDecorator()
                        .decorate(refusal, callersOnly.getFilters())
                        .doFilter(request, response);
            } catch (ServletException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
