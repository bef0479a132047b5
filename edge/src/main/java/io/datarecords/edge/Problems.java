package io.datarecords.edge;

import static io.datarecords.edge.ProblemKind.DATA_TYPE_ARCHIVED;
import static io.datarecords.edge.ProblemKind.DATA_TYPE_NOT_EMPTY;
import static io.datarecords.edge.ProblemKind.DATA_TYPE_NOT_FOUND;
import static io.datarecords.edge.ProblemKind.EXTERNAL_ID_TAKEN;
import static io.datarecords.edge.ProblemKind.FORBIDDEN;
import static io.datarecords.edge.ProblemKind.IDEMPOTENCY_KEY_REUSED;
import static io.datarecords.edge.ProblemKind.INVALID;
import static io.datarecords.edge.ProblemKind.MALFORMED_JSON;
import static io.datarecords.edge.ProblemKind.OWNER_MISMATCH;
import static io.datarecords.edge.ProblemKind.RECORD_DELETED;
import static io.datarecords.edge.ProblemKind.RECORD_NOT_FOUND;
import static io.datarecords.edge.ProblemKind.SLUG_TAKEN;
import static io.datarecords.edge.ProblemKind.SOLE_RECORD_TAKEN;
import static io.datarecords.edge.ProblemKind.TOO_LARGE;
import static io.datarecords.edge.ProblemKind.TOO_MANY_COMMANDS;
import static io.datarecords.edge.ProblemKind.VERSION_MISMATCH;

import io.datarecords.api.Rejected;
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
import io.datarecords.api.Unavailable;
import io.datarecords.api.Violation;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** How what is thrown reads in the REST API. */
public final class Problems {

    private static final Log log = LogFactory.getLog(Problems.class);

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

    /** What is said of one row of a body, which has its own outcome. */
    public static Problem ofRow(RuntimeException thrown) {
        return switch (thrown) {
            case Rejected rejected -> of(rejected.rejection());
            case MalformedJson malformed -> of("row", malformed);
            case RowTooLarge _ ->
                Problem.of(TOO_LARGE, "A row may have at most " + BodyLimitFilter.MAX_BYTES + " bytes.");
            case RuntimeException unavailable when isUnavailable(unavailable) -> StatusProblems.unavailable("POST");
            default -> {
                log.error("Failed: a row of a body", thrown);
                yield StatusProblems.of(500);
            }
        };
    }

    static Problem of(String part, MalformedJson malformed) {
        var violation = new Violation("", "json", "must be one JSON object");
        return Problem.of(MALFORMED_JSON, "The " + part + ": " + malformed.reason() + ".", List.of(violation));
    }

    /** Whether what was asked for may or may not have been done. */
    static boolean isUnavailable(Exception thrown) {
        return switch (thrown) {
            case Unavailable _,
                    DataAccessResourceFailureException _,
                    TransientDataAccessException _,
                    CannotCreateTransactionException _ -> true;
            default -> false;
        };
    }

    private static String mismatch(@Nullable Long current) {
        return current == null
                ? "There is none yet."
                : "The current version is " + current + ": read it and decide again.";
    }
}
