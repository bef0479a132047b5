package io.datarecords.api.record;

import org.jspecify.annotations.Nullable;

/**
 * Which records of a type; every condition that is not null must hold.
 *
 * @param memberId   owned by this member
 * @param owned      true: owned by anyone; false: by nobody
 * @param externalId has exactly this external id
 */
public record RecordFilter(
        @Nullable Long memberId,
        @Nullable Boolean owned,
        @Nullable String externalId) {}
