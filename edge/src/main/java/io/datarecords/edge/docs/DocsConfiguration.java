package io.datarecords.edge.docs;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Opens the documentation to whoever has no token yet, for reading. */
@Configuration(proxyBeanMethods = false)
@Import(DocsController.class)
public class DocsConfiguration {

    /** The page loads from its own origin alone. Its library sets styles inline and draws with data: images. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    @Bean
    @Order(0)
    SecurityFilterChain docsForEveryone(List<Documentation> documentation) {
        var open = documentation.stream()
                .flatMap(part -> part.paths().stream())
                .map(PathPatternRequestMatcher::pathPattern)
                .toList();
        return new DefaultSecurityFilterChain(
                request -> isRead(request) && open.stream().anyMatch(path -> path.matches(request)),
                new HeaderWriterFilter(List.of(
                        new XContentTypeOptionsHeaderWriter(),
                        new StaticHeadersWriter("Content-Security-Policy", CONTENT_SECURITY_POLICY),
                        new StaticHeadersWriter("Referrer-Policy", "no-referrer"))));
    }

    private static boolean isRead(HttpServletRequest request) {
        return List.of("GET", "HEAD").contains(request.getMethod());
    }
}
