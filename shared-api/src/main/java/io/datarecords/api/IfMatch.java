package io.datarecords.api;

import java.util.Set;

/**
 * The versions that a client accepts as current, from {@code If-Match} (RFC 9110, section 13.1.1).
 *
 * @param any      {@code If-Match: *}: any version will do
 * @param versions the versions listed by strong tags
 */
public record IfMatch(boolean any, Set<Long> versions) {

    /** No condition at all. */
    public static final IfMatch ANY = new IfMatch(true, Set.of());

    public IfMatch {
        versions = Set.copyOf(versions);
    }

    /**
     * Demands that {@code current} is one of them.
     *
     * @throws Rejected with {@link Rejection.VersionMismatch} if it is not
     */
    public void require(long current) {
        if (!any && !versions.contains(current)) {
            throw new Rejected(new Rejection.VersionMismatch(current));
        }
    }
}
