package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest extends EdgeTest {

    @Test
    void aValidTokenNamesTheCaller() {
        var token = TestTokens.token(WORKSPACE, 42L, "records:read", "nurse");
        assertThat(with("Bearer " + token).body()).contains("\"memberId\":\"42\"", "\"subject\":\"somebody\"", "nurse");
        assertThat(with("bearer   " + token).statusCode()).isEqualTo(200);
    }

    @Test
    void memberScopeAndRolesMayBeAbsent() {
        var answer = with("Bearer " + TestTokens.sign(TestTokens.claims(WORKSPACE)));
        assertThat(answer.body()).contains("\"memberId\":\"null\"", "\"roles\":[]");
    }

    @Test
    void scopesMayBeAList() {
        var claims = TestTokens.claims(WORKSPACE).claim("scope", List.of("records:read", "other:thing"));
        assertThat(with("Bearer " + TestTokens.sign(claims)).statusCode()).isEqualTo(200);
    }

    @Test
    void noTokenIsAskedForOne() {
        var answer = send(anonymous(BASE + "/caller"));
        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic dXNlcjpwYXNz", "Bearer  "})
    void whatIsNoTokenIsRefused(String header) {
        assertRefused(with(header));
    }

    @Test
    void twoTokensAreRefused() {
        assertRefused(send(request(BASE + "/caller").header("Authorization", "Bearer " + TOKEN)));
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> badClaims() {
        return Stream.of(
                claims -> claims.expirationTime(null),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(10))),
                claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(60))),
                claims -> claims.issuer("https://someone.else"),
                claims -> claims.issuer(null),
                claims -> claims.audience("another-service"),
                claims -> claims.audience((String) null),
                claims -> claims.subject(null),
                claims -> claims.subject(" "),
                claims -> claims.subject("nul\u0000"),
                claims -> claims.claim("workspace", null),
                claims -> claims.claim("workspace", "1-2-3-4-5"),
                claims -> claims.claim("workspace", 5),
                claims -> claims.claim("member_id", "7"),
                claims -> claims.claim("member_id", 7.5),
                claims -> claims.claim("member_id", -1),
                claims -> claims.claim("member_id", 0),
                claims -> claims.claim("member_id", 1L << 53),
                claims -> claims.claim("member_id", true),
                claims -> claims.claim("scope", 7),
                claims -> claims.claim("scope", List.of(7)),
                claims -> claims.claim("roles", "nurse"),
                claims -> claims.claim("roles", List.of("nurse", 7)));
    }

    @ParameterizedTest
    @MethodSource("badClaims")
    void aBadClaimIsRefused(UnaryOperator<JWTClaimsSet.Builder> spoil) {
        assertRefused(with("Bearer " + TestTokens.sign(spoil.apply(TestTokens.claims(WORKSPACE)))));
    }

    @Test
    void anotherKeyIsRefused() {
        assertRefused(with("Bearer " + TestTokens.sign(TestTokens.claims(WORKSPACE), TestTokens.newKey("test"))));
        assertRefused(with("Bearer " + TestTokens.sign(TestTokens.claims(WORKSPACE), TestTokens.newKey("unknown"))));
    }

    @Test
    void otherAlgorithmsAreRefused() throws Exception {
        var claims = TestTokens.claims(WORKSPACE).build();
        assertRefused(with("Bearer " + new PlainJWT(claims).serialize()));
        var symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        symmetric.sign(new MACSigner("a secret of thirty-two characters"));
        assertRefused(with("Bearer " + symmetric.serialize()));
    }

    @Nested
    class OfAnotherWorkspace {

        @ParameterizedTest
        @ValueSource(strings = {"/caller", "", "/", "/no/such/path", "/list?page=0"})
        void isForbiddenWhateverThePathSays(String rest) {
            assertForbidden("/api/v2/w/" + UUID.randomUUID() + rest);
            assertForbidden("/api/v2/w/no-uuid" + rest);
        }

        @Test
        void winsOverWhatIsWrongWithTheRequest() {
            var other = "/api/v2/w/" + UUID.randomUUID();
            assertProblem(post(other + "/things", "{"), 403, "other-workspace");
            assertProblem(send(request(other + "/things").DELETE()), 403, "other-workspace");
            assertProblem(send(request(other + "/caller").header("Accept", "text/html")), 403, "other-workspace");
        }

        @Test
        void isToldApartByValueNotSpelling() {
            assertThat(get("/api/v2/w/" + WORKSPACE.toString().toUpperCase() + "/caller")
                            .statusCode())
                    .isEqualTo(200);
        }

        private void assertForbidden(String path) {
            assertProblem(get(path), 403, "other-workspace");
        }
    }

    private HttpResponse<String> with(String authorization) {
        return send(anonymous(BASE + "/caller").header("Authorization", authorization));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer error=\"invalid_token\", error_description=\"");
    }
}
