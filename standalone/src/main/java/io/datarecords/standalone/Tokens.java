package io.datarecords.standalone;

import com.nimbusds.jwt.JWTClaimsSet;
import io.datarecords.standalone.sample.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issues tokens for any caller, for trying things out. */
final class Tokens {

    static final String ISSUER = "data-records-standalone";
    static final String AUDIENCE = "data-records";
    static final Duration LIFETIME = Duration.ofHours(12);

    private final SigningKey key;
    private final UUID exampleWorkspace;

    /** Tokens signed with the key. */
    Tokens(SigningKey key, UUID exampleWorkspace) {
        this.key = key;
        this.exampleWorkspace = exampleWorkspace;
    }

    /** The workspace that whoever names none means: the one with the sample data. */
    UUID exampleWorkspace() {
        return exampleWorkspace;
    }

    /**
     * A token that is valid from now on for {@link #LIFETIME}.
     *
     * @param memberId the member, or null for a caller that is none
     * @param scope    space separated, perhaps empty
     */
    String issue(UUID workspace, @Nullable Long memberId, String scope, List<String> roles) {
        var now = Instant.now();
        return key.sign(new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(memberId == null ? "service" : "member-" + memberId)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .claim("workspace", workspace.toString())
                .claim("member_id", memberId)
                .claim("scope", scope)
                .claim("roles", roles)
                .build());
    }

    /** A token for somebody of the sample. */
    String issue(UUID workspace, Person person) {
        return issue(workspace, person.memberId(), person.scope(), person.roles());
    }

    /** The keys that verify these tokens. */
    Map<String, Object> keys() {
        return key.published();
    }
}
