package io.datarecords.api.record;

import io.datarecords.api.access.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a deleted record: no value of it.
 *
 * @param memberId     who owned it, or null for nobody
 * @param erasedEvents how many events it had, all of which are gone
 */
public record Deletion(
        long id,
        Instant deletedAt,
        Actor deletedBy,
        @Nullable Long memberId,
        long erasedEvents) {}
