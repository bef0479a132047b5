package io.datarecords.edge;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys, from a source that asks it only so often. While it may not be asked again, a key that is not known
 * is taken for none of the issuer's, if the issuer answered when it was asked last: so that made-up tokens are invalid,
 * and not a reason to call the issuer unreachable.
 */
final class PublishedKeys implements JWKSource<SecurityContext> {

    private final JWKSource<SecurityContext> limited;
    private volatile boolean answered;

    PublishedKeys(JWKSource<SecurityContext> limited) {
        this.limited = limited;
    }

    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
        try {
            var found = limited.get(wanted, context);
            answered = true;
            return found;
        } catch (RateLimitReachedException tooSoon) {
            if (answered) {
                return List.of();
            }
            throw tooSoon;
        } catch (KeySourceException unreachable) {
            answered = false;
            throw unreachable;
        }
    }
}
