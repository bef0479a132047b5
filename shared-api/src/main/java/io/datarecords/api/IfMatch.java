package io.datarecords.api;

import java.util.Set;

/**
 * The versions that a client accepts as current, from {@code If-Match} (RFC 9110, section 13.1.1).
 *
 * @param given    whether there is a condition at all
 * @param any      any version will do, as long as there is one
 * @param versions the versions listed by strong tags
 */
public record IfMatch(boolean given, boolean any, Set<Long> versions) {

    /** No condition at all. */
    public static final IfMatch ANY = new IfMatch(false, true, Set.of());

    public IfMatch {
        versions = Set.copyOf(versions);
    }

    /** A condition: {@code *} or a list of versions. */
    public IfMatch(boolean any, Set<Long> versions) {
        this(true, any, versions);
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

    /**
     * Demands nothing of what does not exist yet, since no condition holds for that.
     *
     * @throws Rejected with {@link Rejection.VersionMismatch} if there is a condition
     */
    public void requireAbsent() {
        if (given) {
            throw new Rejected(new Rejection.VersionMismatch(null));
        }
    }
}
