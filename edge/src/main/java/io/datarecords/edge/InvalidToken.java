package io.datarecords.edge;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** A token that is not accepted. */
final class InvalidToken extends BadJwtException {

    private static final String UNVERIFIED = "The token is malformed, or no key of the issuer verifies its signature";

    private final String reason;

    InvalidToken(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Says why without saying how tokens are checked inside. */
    static InvalidToken of(BadJwtException cause) {
        return switch (cause) {
            case InvalidToken invalid -> invalid;
            case JwtValidationException violation -> new InvalidToken(firstOf(violation));
            default -> new InvalidToken(UNVERIFIED);
        };
    }

    private static String firstOf(JwtValidationException violation) {
        @Nullable String description = violation.getErrors().iterator().next().getDescription();
        return description == null ? UNVERIFIED : description;
    }

    /** Why, for the client. */
    String reason() {
        return reason;
    }
}
