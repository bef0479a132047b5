package io.datarecords.standalone;

import io.datarecords.command.CommandSide;
import io.datarecords.query.QuerySide;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Both halves, and what is for trying them. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({CommandSide.class, QuerySide.class, DevController.class, EventsController.class})
class StandaloneConfiguration {

    /** Whoever asks for a token has none yet, and whoever watches events needs none. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain openForTrying() {
        return new DefaultSecurityFilterChain(PathPatternRequestMatcher.pathPattern("/dev/**"));
    }
}
