package io.datarecords.api.access;

import org.jspecify.annotations.Nullable;

/**
 * Who did something, as it is kept for ever.
 *
 * @param memberId the member, or null for a caller that is none
 * @param subject  the token's {@code sub}
 */
public record Actor(@Nullable Long memberId, String subject) {}
