package io.datarecords.edge;

import io.datarecords.edge.docs.DocsConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/** Everything that an HTTP side needs in front of its controllers. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:io/datarecords/edge/edge.properties")
@EnableConfigurationProperties(TokenProperties.class)
@Import({
    TokenConfiguration.Selector.class,
    SecurityConfiguration.class,
    JsonConfiguration.class,
    WebConfiguration.class,
    ProblemAdvice.class,
    ErrorPage.class,
    TaggedAnswers.class,
    DocsConfiguration.class
})
public class EdgeConfiguration {}
