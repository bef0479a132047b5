package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datarecords.api.access.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class VerifiedTokensTest {

    private static final UUID WORKSPACE = UUID.randomUUID();
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LATER = Duration.ofHours(1);

    private final VerifiedTokens tokens = new VerifiedTokens(
            new Callers(new TokenProperties.Claims("workspace", "member_id", "scope", "roles")), () -> this.now);

    private Instant now = START;
    private int verifications;

    @Test
    void aTokenIsVerifiedOnce() {
        var caller = call("a", LATER);
        assertThat(caller.workspace()).isEqualTo(WORKSPACE);
        assertThat(caller.subject()).isEqualTo("a");
        assertThat(call("a", LATER)).isEqualTo(caller);
        assertThat(verifications).isEqualTo(1);
    }

    @Test
    void eachTokenHasItsOwnCaller() {
        call("a", LATER);
        assertThat(call("b", LATER).subject()).isEqualTo("b");
        assertThat(call("a", LATER).subject()).isEqualTo("a");
    }

    @Test
    void afterAMinuteItIsVerifiedAgain() {
        call("a", LATER);
        now = START.plus(VerifiedTokens.LONGEST).minusNanos(1);
        call("a", LATER);
        assertThat(verifications).isEqualTo(1);
        now = START.plus(VerifiedTokens.LONGEST);
        call("a", LATER);
        assertThat(verifications).isEqualTo(2);
    }

    @Test
    void fromItsExpiryOnItIsVerifiedAgainWithTheTolerance() {
        var expiry = Duration.ofSeconds(20);
        call("a", expiry);
        now = START.plus(expiry).plus(TokenConfiguration.CLOCK_SKEW).minusNanos(1);
        call("a", expiry);
        assertThat(verifications).isEqualTo(1);
        now = START.plus(expiry).plus(TokenConfiguration.CLOCK_SKEW);
        call("a", expiry);
        assertThat(verifications).isEqualTo(2);
    }

    @Test
    void aTokenWithoutExpiryIsNotKept() {
        call("a", null);
        call("a", null);
        assertThat(verifications).isEqualTo(2);
    }

    /** It may not have been valid yet. */
    @Test
    void beforeItWasVerifiedItIsVerifiedAgain() {
        call("a", LATER);
        now = START.minusSeconds(1);
        call("a", LATER);
        assertThat(verifications).isEqualTo(2);
    }

    @Test
    void aRefusedTokenIsNotKept() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.callerOf("bad", this::refuse)).isInstanceOf(BadJwtException.class);
        }
        assertThat(verifications).isEqualTo(2);
        assertThat(tokens.size()).isZero();
    }

    @Test
    void aVerifiedTokenThatNamesNoCallerIsNotKept() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> call("nobody", LATER)).isInstanceOf(InvalidToken.class);
        }
        assertThat(verifications).isEqualTo(2);
        assertThat(tokens.size()).isZero();
    }

    @Test
    void whatIsForgottenIsVerifiedAgain() {
        call("a", LATER);
        tokens.forget();
        call("a", LATER);
        assertThat(verifications).isEqualTo(2);
    }

    @Test
    void aTokenWhoseVerificationBeganBeforeItWasForgottenIsNotKept() {
        tokens.callerOf("a", token -> {
            tokens.forget();
            return verify(token, LATER);
        });
        assertThat(tokens.size()).isZero();
    }

    @Test
    void noMoreAreKeptThanTheLimit() {
        for (int i = 0; i < VerifiedTokens.MOST + 100; i++) {
            call("token " + i, LATER);
        }
        assertThat(tokens.size()).isEqualTo(VerifiedTokens.MOST);
    }

    @Test
    void longTokensCountAsSeveral() {
        var padding = "x".repeat(8 * VerifiedTokens.USUAL_LENGTH);
        for (int i = 0; i < VerifiedTokens.MOST / 4; i++) {
            call(padding + i, LATER);
        }
        assertThat(tokens.size()).isBetween(VerifiedTokens.MOST / 10L, VerifiedTokens.MOST / 8L);
    }

    private Caller call(String token, @Nullable Duration expiry) {
        return tokens.callerOf(token, text -> verify(text, expiry));
    }

    private Jwt verify(String token, @Nullable Duration expiry) {
        verifications++;
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject(token.equals("nobody") ? " " : token)
                .claim("workspace", WORKSPACE.toString())
                .claims(claims -> {
                    if (expiry != null) {
                        claims.put("exp", START.plus(expiry));
                    }
                })
                .build();
    }

    private Jwt refuse(String token) {
        verifications++;
        throw new BadJwtException("refused");
    }
}
