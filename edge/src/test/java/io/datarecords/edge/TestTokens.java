package io.datarecords.edge;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Tokens for tests, valid or made bad on purpose. A test imports {@link Keys} to have them accepted. */
public final class TestTokens {

    private static final RSAKey KEY = newKey("test");

    private TestTokens() {}

    /** A valid token. {@code memberId} may be null; {@code scope} is a space separated list, perhaps empty. */
    public static String token(UUID workspace, Long memberId, String scope, String... roles) {
        return sign(claims(workspace)
                .claim("member_id", memberId)
                .claim("scope", scope)
                .claim("roles", List.of(roles)));
    }

    /** The claims of a valid token without member, scopes and roles. A claim set to null is left out. */
    public static JWTClaimsSet.Builder claims(UUID workspace) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("https://issuer.test")
                .audience("data-records")
                .subject("somebody")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)))
                .claim("workspace", workspace.toString());
    }

    /** The claims as a token that is signed with the key that is accepted. */
    public static String sign(JWTClaimsSet.Builder claims) {
        return sign(claims, KEY);
    }

    /** The claims as a token that is signed with any key. */
    public static String sign(JWTClaimsSet.Builder claims, RSAKey key) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
            var token = new SignedJWT(header.build(), claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that is not accepted. */
    public static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Accepts these tokens, checked as in production save for where the keys come from. */
    @Configuration(proxyBeanMethods = false)
    @PropertySource("classpath:io/datarecords/edge/test-tokens.properties")
    public static class Keys {

        @Bean
        JwtDecoder testDecoder(TokenProperties properties) {
            return TokenConfiguration.decoder(new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK())), properties);
        }
    }
}
