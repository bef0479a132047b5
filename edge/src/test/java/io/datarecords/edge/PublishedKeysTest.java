package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class PublishedKeysTest {

    private HttpServer issuer;
    private volatile JWKSet published;

    @BeforeEach
    void publish() throws Exception {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            byte[] body = published.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void anEllipticKeyIsFetchedAndAccepted() throws Exception {
        var key = newEllipticKey("one");
        published = new JWKSet(key.toPublicJWK());
        assertThat(decoder().decode(sign(key)).getSubject()).isEqualTo("somebody");
    }

    @Test
    void aRotatedKeyIsFetchedWhenATokenNamesIt() throws Exception {
        var first = newEllipticKey("first");
        published = new JWKSet(first.toPublicJWK());
        var decoder = decoder();
        decoder.decode(sign(first));

        var second = newEllipticKey("second");
        published = new JWKSet(second.toPublicJWK());

        assertThat(decoder.decode(sign(second)).getSubject()).isEqualTo("somebody");
    }

    @Test
    void aKeyThatIsNotPublishedIsNoFaultOfTheIssuer() throws Exception {
        published = new JWKSet(newEllipticKey("one").toPublicJWK());
        var token = sign(newEllipticKey("two"));
        assertThatThrownBy(() -> decoder().decode(token)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void keysThatCannotBeFetchedAreNoFaultOfTheToken() throws Exception {
        var token = sign(newEllipticKey("one"));
        issuer.stop(0);
        assertThatThrownBy(() -> decoder().decode(token))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
    }

    private JwtDecoder decoder() throws Exception {
        var keys = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
        var names = new TokenProperties.Claims("workspace", "member_id", "scope", "roles");
        var properties = new TokenProperties("https://issuer.test", "data-records", keys, names);
        return new TokenConfiguration().jwtDecoder(properties);
    }

    private static ECKey newEllipticKey(String id) throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    private static String sign(ECKey key) throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID());
        var token = new SignedJWT(
                header.build(), TestTokens.claims(UUID.randomUUID()).build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}
