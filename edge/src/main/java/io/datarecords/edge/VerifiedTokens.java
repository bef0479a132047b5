package io.datarecords.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.datarecords.api.access.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Who calls with the tokens that were verified in the last minute, so that a client's next request costs no signature.
 * A token that is not accepted is never kept.
 *
 * <p>The key is the token's own text: to hash and compare it costs a fraction of a digest.
 */
final class VerifiedTokens {

    static final Duration LONGEST = Duration.ofMinutes(1);
    static final int MOST = 10_000;

    /** A longer token counts as several, since a client can pad the signature of a token with what decoders skip. */
    static final int USUAL_LENGTH = 1_024;

    private final Callers callers;
    private final InstantSource clock;
    private volatile Cache<String, Kept> kept = none();

    VerifiedTokens(Callers callers, InstantSource clock) {
        this.callers = callers;
        this.clock = clock;
    }

    private static Cache<String, Kept> none() {
        return Caffeine.newBuilder()
                .maximumWeight((long) MOST * USUAL_LENGTH)
                .weigher((String token, Kept _) -> Math.max(USUAL_LENGTH, token.length()))
                .expireAfterWrite(LONGEST)
                .build();
    }

    /**
     * Who calls with this token.
     *
     * @throws org.springframework.security.oauth2.jwt.JwtException if it is not accepted, or cannot be verified now
     */
    Caller callerOf(String token, JwtDecoder verifier) {
        var known = kept;
        Kept earlier = known.getIfPresent(token);
        if (earlier != null && earlier.holds(clock.instant())) {
            return earlier.caller;
        }
        Jwt verified = verifier.decode(token);
        Caller caller = callers.of(verified);
        known.put(token, Kept.of(caller, clock.instant(), verified.getExpiresAt()));
        return caller;
    }

    /** Keeps nothing of what was verified, or began to be verified, before now. */
    void forget() {
        kept = none();
    }

    /** How many tokens are kept. */
    long size() {
        kept.cleanUp();
        return kept.estimatedSize();
    }

    private record Kept(Caller caller, Instant from, Instant end) {

        /** Until the validator's own limit: from there on the validator is asked. */
        static Kept of(Caller caller, Instant verified, @Nullable Instant expiry) {
            var longest = verified.plus(LONGEST);
            var limit = expiry == null ? verified : expiry.plus(TokenConfiguration.CLOCK_SKEW);
            return new Kept(caller, verified, limit.isBefore(longest) ? limit : longest);
        }

        /** Not before it was verified either: should the clock be set back, the token may not be valid yet. */
        boolean holds(Instant now) {
            return !now.isBefore(from) && now.isBefore(end);
        }
    }
}
