package io.datarecords.edge;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which tokens are accepted.
 *
 * @param issuer    the {@code iss} that a token must have
 * @param audience  one of the {@code aud} that a token must have
 * @param jwkSetUri where the issuer publishes its keys, http or https
 * @param claim     the names of the claims that say who calls
 */
@ConfigurationProperties("data-records.token")
public record TokenProperties(
        String issuer,
        String audience,
        URI jwkSetUri,
        @DefaultValue Claims claim) {

    public TokenProperties {
        requireText("issuer", issuer);
        requireText("audience", audience);
        requireHttp(jwkSetUri);
    }

    private static void requireText(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("data-records.token." + name + ": missing");
        }
    }

    private static void requireHttp(@Nullable URI uri) {
        if (uri == null || uri.getScheme() == null || !uri.getScheme().matches("https?")) {
            throw new IllegalArgumentException(
                    "data-records.token.jwk-set-uri: " + uri + " (expected: an http or https address)");
        }
    }

    /**
     * The names of the claims that say who calls; the names of RFC 7519 are fixed.
     *
     * @param workspace the claim with the workspace's UUID
     * @param memberId  the claim with the member's id, which a token may lack
     * @param scope     the claim with the scopes, a space-separated string or an array
     * @param roles     the claim with the roles, an array
     */
    public record Claims(
            @DefaultValue("workspace") String workspace,
            @DefaultValue("member_id") String memberId,
            @DefaultValue("scope") String scope,
            @DefaultValue("roles") String roles) {}
}
