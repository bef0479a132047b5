package io.datarecords.api.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as the token says.
 *
 * @param workspace the one workspace that the token opens
 * @param memberId  the member, or null for a caller that is none
 * @param subject   the token's {@code sub}
 */
public record Caller(UUID workspace, @Nullable Long memberId, String subject, Set<Scope> scopes, Set<String> roles) {

    public Caller {
        scopes = Set.copyOf(scopes);
        roles = Set.copyOf(roles);
    }

    /** Whether one of the caller's scopes is, or implies, the one needed. */
    public boolean has(Scope needed) {
        return scopes.stream().anyMatch(scope -> scope.implies(needed));
    }

    /** Whether {@code owner} is this member. An unowned record is nobody's own. */
    public boolean owns(@Nullable Long owner) {
        return owner != null && owner.equals(memberId);
    }

    public Actor actor() {
        return new Actor(memberId, subject);
    }
}
