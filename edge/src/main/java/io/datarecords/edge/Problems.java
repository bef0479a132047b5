package io.datarecords.edge;

import static io.datarecords.edge.ProblemKind.DATA_TYPE_ARCHIVED;
import static io.datarecords.edge.ProblemKind.DATA_TYPE_NOT_EMPTY;
import static io.datarecords.edge.ProblemKind.DATA_TYPE_NOT_FOUND;
import static io.datarecords.edge.ProblemKind.EXTERNAL_ID_TAKEN;
import static io.datarecords.edge.ProblemKind.FORBIDDEN;
import static io.datarecords.edge.ProblemKind.IDEMPOTENCY_KEY_REUSED;
import static io.datarecords.edge.ProblemKind.INVALID;
import static io.datarecords.edge.ProblemKind.OWNER_MISMATCH;
import static io.datarecords.edge.ProblemKind.RECORD_DELETED;
import static io.datarecords.edge.ProblemKind.RECORD_NOT_FOUND;
import static io.datarecords.edge.ProblemKind.SLUG_TAKEN;
import static io.datarecords.edge.ProblemKind.SOLE_RECORD_TAKEN;
import static io.datarecords.edge.ProblemKind.TOO_MANY_COMMANDS;
import static io.datarecords.edge.ProblemKind.VERSION_MISMATCH;

import io.datarecords.api.Rejection;
import io.datarecords.api.Rejection.DataTypeArchived;
import io.datarecords.api.Rejection.DataTypeNotEmpty;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.Rejection.ExternalIdTaken;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.Rejection.IdempotencyKeyReused;
import io.datarecords.api.Rejection.Invalid;
import io.datarecords.api.Rejection.OwnerMismatch;
import io.datarecords.api.Rejection.RecordDeleted;
import io.datarecords.api.Rejection.RecordNotFound;
import io.datarecords.api.Rejection.SlugTaken;
import io.datarecords.api.Rejection.SoleRecordTaken;
import io.datarecords.api.Rejection.TooManyCommands;
import io.datarecords.api.Rejection.VersionMismatch;
import org.jspecify.annotations.Nullable;

/** How each rejection reads in the REST API. */
final class Problems {

    private Problems() {}

    static Problem of(Rejection rejection) {
        return switch (rejection) {
            case Invalid(var violations) -> Problem.of(INVALID, "See 'errors' for what to correct.", violations);
            case DataTypeNotFound() -> Problem.of(DATA_TYPE_NOT_FOUND, "This workspace has no such data type.");
            case RecordNotFound() -> Problem.of(RECORD_NOT_FOUND, "This data type has no such record.");
            case Forbidden(var action) -> Problem.of(FORBIDDEN, "You may not " + action + ".");
            case VersionMismatch(var current) -> Problem.of(VERSION_MISMATCH, mismatch(current));
            case DataTypeArchived() ->
                Problem.of(DATA_TYPE_ARCHIVED, "It takes no creates and no updates until it is unarchived.");
            case ExternalIdTaken(var externalId) ->
                Problem.of(
                        EXTERNAL_ID_TAKEN,
                        "Another record of this data type has the external id '" + externalId + "'.");
            case SoleRecordTaken(var memberId) ->
                Problem.of(
                        SOLE_RECORD_TAKEN,
                        "This data type takes one record per member, and member " + memberId + " has one.");
            case OwnerMismatch() ->
                Problem.of(OWNER_MISMATCH, "'memberId' is not the owner of this record, which stays.");
            case RecordDeleted() ->
                Problem.of(RECORD_DELETED, "This request was done once, and its record has been deleted since.");
            case IdempotencyKeyReused() ->
                Problem.of(
                        IDEMPOTENCY_KEY_REUSED, "Its first request had another method, path or body: take a new key.");
            case TooManyCommands() -> Problem.of(TOO_MANY_COMMANDS, "Nothing was done: try again in a moment.");
            case SlugTaken(var slug) ->
                Problem.of(SLUG_TAKEN, "Another data type of this workspace has the slug '" + slug + "'.");
            case DataTypeNotEmpty(var records) ->
                Problem.of(DATA_TYPE_NOT_EMPTY, "It still has records (" + records + "): delete them first.");
        };
    }

    private static String mismatch(@Nullable Long current) {
        return current == null
                ? "There is none yet."
                : "The current version is " + current + ": read it and decide again.";
    }
}
