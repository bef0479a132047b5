package io.datarecords.edge;

import io.datarecords.api.Consistency;
import io.datarecords.api.IfMatch;
import io.datarecords.api.IfNoneMatch;
import io.datarecords.api.access.Caller;
import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** What controllers may take as parameters, and what is checked before they are called. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final JsonMapper mapper;

    WebConfiguration(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RequestArgument<>(Caller.class, CallerFilter::callerOf));
        resolvers.add(new RequestArgument<>(Accepted.class, Accepted::of));
        resolvers.add(new RequestArgument<>(Download.class, Download::new));
        resolvers.add(new RequestArgument<>(IfMatch.class, ETags::ifMatch));
        resolvers.add(new RequestArgument<>(Consistency.class, Preferences::applied));
        resolvers.add(new RequestArgument<>(IfNoneMatch.class, ETags::ifNoneMatch));
        resolvers.add(new RequestArgument<>(IdempotencyKey.class, IdempotencyKey::of));
        resolvers.add(new RequestArgument<>(LastSegment.class, LastSegment::of));
        resolvers.add(new RequestArgument<>(QueryParameters.class, QueryParameters::of));
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.addCustomConverter(new JsonBodyConverter(new JsonBodies(mapper)));
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors
                .addInterceptor(new MediaTypeCheck())
                .excludePathPatterns("/error", "/v3/api-docs", "/docs", "/docs/*");
    }

    @Bean
    PathSyntaxFilter pathSyntaxFilter(ProblemWriter problems) {
        return new PathSyntaxFilter(problems);
    }

    @Bean
    BodyLimitFilter bodyLimitFilter(ProblemWriter problems) {
        return new BodyLimitFilter(problems);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatConnector() {
        return new TomcatConnector(mapper);
    }
}
