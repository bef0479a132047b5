package io.datarecords.edge;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.core.Ordered;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Verifies tokens: signature by the issuer's published keys, {@code exp}, {@code nbf}, {@code iss}, {@code aud}. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    /** How far the issuer's clock may be ahead of ours, or behind. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final int KEYS_TIMEOUT_MILLIS = 2_000;

    /** In which the issuer is asked twice at most for a key that is not known, however many tokens name one. */
    private static final Duration KEYS_INTERVAL = Duration.ofSeconds(1);

    private static final int KEYS_MAX_BYTES = 256 * 1024;

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(TokenProperties properties, VerifiedTokens tokens) throws MalformedURLException {
        var retriever = new DefaultResourceRetriever(KEYS_TIMEOUT_MILLIS, KEYS_TIMEOUT_MILLIS, KEYS_MAX_BYTES);
        JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                        properties.jwkSetUri().toURL(), retriever)
                .refreshAheadCache(false)
                .cache(
                        JWKSourceBuilder.DEFAULT_CACHE_TIME_TO_LIVE,
                        JWKSourceBuilder.DEFAULT_CACHE_REFRESH_TIMEOUT,
                        new KeySetChanges(tokens::forget))
                .rateLimited(KEYS_INTERVAL.toMillis())
                .build();
        return decoder(new PublishedKeys(keys), properties);
    }

    static JwtDecoder decoder(JWKSource<SecurityContext> keys, TokenProperties properties) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier((type, context) -> {});
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        var timestamps = new JwtTimestampValidator(CLOCK_SKEW);
        timestamps.setAllowEmptyExpiryClaim(false);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                timestamps,
                new JwtIssuerValidator(properties.issuer()),
                new JwtAudienceValidator(properties.audience())));
        return decoder;
    }

    /** Brings this configuration in after all others, so that a decoder of theirs is seen and taken. */
    static class Selector implements DeferredImportSelector, Ordered {

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {TokenConfiguration.class.getName()};
        }

        /** Before auto-configuration, which makes up a user and a password where it finds no decoder. */
        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }
}
