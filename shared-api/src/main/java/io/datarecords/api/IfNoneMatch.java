package io.datarecords.api;

import java.util.Set;

/**
 * The versions that a client has already, from {@code If-None-Match} (RFC 9110, section 13.1.2).
 *
 * @param any      {@code If-None-Match: *}
 * @param versions the versions listed, by strong or weak tags
 */
public record IfNoneMatch(boolean any, Set<Long> versions) {

    /** No condition at all. */
    public static final IfNoneMatch NONE = new IfNoneMatch(false, Set.of());

    public IfNoneMatch {
        versions = Set.copyOf(versions);
    }

    /** Whether the client has {@code version} already. */
    public boolean matches(long version) {
        return any || versions.contains(version);
    }

    /**
     * Demands that {@code current} is none of them.
     *
     * @throws Rejected with {@link Rejection.VersionMismatch} if it is
     */
    public void require(long current) {
        if (matches(current)) {
            throw new Rejected(new Rejection.VersionMismatch(current));
        }
    }
}
