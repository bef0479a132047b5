package io.datarecords.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why something that a client asked for was not done. Each kind has its own problem type in the REST API. */
public sealed interface Rejection {

    /** The input breaks rules; every violation is listed at once. */
    record Invalid(List<Violation> violations) implements Rejection {
        public Invalid {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("violations: none (expected: at least one)");
            }
        }
    }

    /** No such data type in this workspace, as far as the caller may know. */
    record DataTypeNotFound() implements Rejection {}

    /** No such record in this data type, as far as the caller may know. */
    record RecordNotFound() implements Rejection {}

    /** The caller may see the thing but not do this to it. {@code action} completes "You may not …". */
    record Forbidden(String action) implements Rejection {}

    /** The version that the caller expected is not the current one; null if there is nothing yet. */
    record VersionMismatch(@Nullable Long current) implements Rejection {}

    /** The data type is archived: it takes no creates and no updates. */
    record DataTypeArchived() implements Rejection {}

    /** Another record of the data type has this external id. */
    record ExternalIdTaken(String externalId) implements Rejection {}

    /** The data type allows one record per member, and this member has one. */
    record SoleRecordTaken(long memberId) implements Rejection {}

    /** The record is another member's, or nobody's, than the caller says. */
    record OwnerMismatch() implements Rejection {}

    /** What was asked for was done once, and the record has been erased since: it is not done again. */
    record RecordDeleted() implements Rejection {}

    /** The idempotency key stands for another request. */
    record IdempotencyKeyReused() implements Rejection {}

    /** So many commands are waiting that this one was not taken; nothing was done. */
    record TooManyCommands() implements Rejection {}

    /** Another data type of the workspace has this slug. */
    record SlugTaken(String slug) implements Rejection {}

    /** The data type still has records. */
    record DataTypeNotEmpty(long records) implements Rejection {}
}
