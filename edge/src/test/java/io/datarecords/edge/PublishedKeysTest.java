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
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class PublishedKeysTest {

    private static final TokenProperties.Claims NAMES =
            new TokenProperties.Claims("workspace", "member_id", "scope", "roles");

    private final VerifiedTokens tokens = new VerifiedTokens(new Callers(NAMES), InstantSource.system());
    private HttpServer issuer;
    private volatile JWKSet published;
    private final AtomicInteger fetches = new AtomicInteger();

    @BeforeEach
    void publish() throws Exception {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
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

    @Test
    void aFloodOfMadeUpKeysReachesTheIssuerTwiceASecondAtMostAndIsInvalid() throws Exception {
        var known = newEllipticKey("known");
        published = new JWKSet(known.toPublicJWK());
        var decoder = decoder();
        decoder.decode(sign(known));
        var madeUp = sign(newEllipticKey("made-up"));

        long start = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> decoder.decode(madeUp)).isInstanceOf(BadJwtException.class);
            decoder.decode(sign(known));
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;

        assertThat(fetches.get()).isLessThanOrEqualTo((int) (2 * (seconds + 1)));
    }

    @Test
    void aFloodOfMadeUpKeysDoesNotLockARotatedKeyOut() throws Exception {
        published = new JWKSet(newEllipticKey("first").toPublicJWK());
        var decoder = decoder();
        var madeUp = sign(newEllipticKey("made-up"));
        var second = newEllipticKey("second");
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> decoder.decode(madeUp)).isInstanceOf(BadJwtException.class);
        }
        published = new JWKSet(second.toPublicJWK());

        long deadline = System.nanoTime() + 3_000_000_000L;
        while (isRefused(decoder, sign(second)) && System.nanoTime() < deadline) {
            isRefused(decoder, madeUp);
        }

        assertThat(decoder.decode(sign(second)).getSubject()).isEqualTo("somebody");
    }

    @Test
    void anIssuerThatCannotBeReachedIsNoFaultOfTheTokenHoweverOftenItIsAsked() throws Exception {
        var token = sign(newEllipticKey("one"));
        var decoder = decoder();
        issuer.stop(0);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> decoder.decode(token))
                    .isInstanceOf(JwtException.class)
                    .isNotInstanceOf(BadJwtException.class);
        }
    }

    @Test
    void verifiedTokensAreForgottenWhenTheIssuerPublishesOtherKeys() throws Exception {
        var first = newEllipticKey("first");
        published = new JWKSet(first.toPublicJWK());
        var decoder = decoder();
        decoder.decode(sign(first));
        var token = sign(first);
        tokens.callerOf(token, decoder);
        assertThat(tokens.size()).isOne();

        var second = newEllipticKey("second");
        published = new JWKSet(second.toPublicJWK());
        decoder.decode(sign(second));

        assertThatThrownBy(() -> tokens.callerOf(token, decoder)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void verifiedTokensAreKeptWhenTheIssuerPublishesTheSameKeysAgain() throws Exception {
        var key = newEllipticKey("known");
        published =
                new JWKSet(List.of(key.toPublicJWK(), newEllipticKey("other").toPublicJWK()));
        var decoder = decoder();
        decoder.decode(sign(key));
        tokens.callerOf(sign(key), decoder);

        assertThat(isRefused(decoder, sign(newEllipticKey("made-up")))).isTrue();

        assertThat(fetches).hasValue(2);
        assertThat(tokens.size()).isOne();
    }

    private static boolean isRefused(JwtDecoder decoder, String token) {
        try {
            decoder.decode(token);
            return false;
        } catch (BadJwtException refused) {
            return true;
        }
    }

    private JwtDecoder decoder() throws Exception {
        var keys = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
        var properties = new TokenProperties("https://issuer.test", "data-records", keys, NAMES);
        return new TokenConfiguration().jwtDecoder(properties, tokens);
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
