package io.datarecords.edge;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource.RefreshCompletedEvent;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.events.Event;
import com.nimbusds.jose.util.events.EventListener;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the issuer publishes other keys than before, its first ones included, as soon as tokens are verified with
 * them.
 */
final class KeySetChanges implements EventListener<CachingJWKSetSource<SecurityContext>, SecurityContext> {

    private final Runnable change;
    private @Nullable JWKSet known;

    KeySetChanges(Runnable change) {
        this.change = change;
    }

    /** Is called under the lock of the fetch. */
    @Override
    public void notify(Event<CachingJWKSetSource<SecurityContext>, SecurityContext> event) {
        if (event instanceof RefreshCompletedEvent<SecurityContext> fetch
                && !fetch.getJWKSet().equals(known)) {
            known = fetch.getJWKSet();
            change.run();
        }
    }
}
