package io.datarecords.edge;

import io.datarecords.api.Texts;
import io.datarecords.api.access.Caller;
import io.datarecords.api.access.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads who calls from a verified token. A claim of the wrong shape makes the whole token invalid. */
final class Callers {

    private final TokenProperties.Claims names;

    Callers(TokenProperties.Claims names) {
        this.names = names;
    }

    /**
     * Who calls with this token.
     *
     * @throws InvalidToken if a claim is missing or malformed
     */
    Caller of(Jwt token) {
        return new Caller(workspace(token), memberId(token), subject(token), scopes(token), roles(token));
    }

    private UUID workspace(Jwt token) {
        if (token.getClaim(names.workspace()) instanceof String text) {
            return Uuids.parse(text).orElseThrow(() -> malformed(names.workspace(), "a UUID"));
        }
        throw malformed(names.workspace(), "a UUID");
    }

    private @Nullable Long memberId(Jwt token) {
        Object claim = token.getClaim(names.memberId());
        if (claim == null || (claim instanceof Long id && WireIds.isGiven(id))) {
            return (Long) claim;
        }
        throw malformed(names.memberId(), "a whole number from 1 to below 2^53");
    }

    private static String subject(Jwt token) {
        if (token.getClaim("sub") instanceof String text && !text.isBlank() && Texts.isWellFormed(text)) {
            return text;
        }
        throw malformed("sub", "a well-formed text");
    }

    /** Scopes of other services are left out. */
    private Set<Scope> scopes(Jwt token) {
        return scopeNames(token).stream()
                .map(Scope::named)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Collection<String> scopeNames(Jwt token) {
        return token.getClaim(names.scope()) instanceof String text
                ? Arrays.asList(text.split(" ", -1))
                : texts(token, names.scope());
    }

    private Set<String> roles(Jwt token) {
        return Set.copyOf(texts(token, names.roles()));
    }

    private static List<String> texts(Jwt token, String claim) {
        Object value = token.getClaim(claim);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Collection<?> items && items.stream().allMatch(String.class::isInstance)) {
            return items.stream().map(String.class::cast).toList();
        }
        throw malformed(claim, "a list of texts");
    }

    private static InvalidToken malformed(String claim, String expected) {
        return new InvalidToken("The token's claim '" + claim + "' is not " + expected);
    }
}
