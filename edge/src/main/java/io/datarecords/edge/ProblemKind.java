package io.datarecords.edge;

import java.net.URI;
import java.util.Locale;

/** Every kind of problem that a client can be told of, each with its own stable address. */
enum ProblemKind {
    INVALID(400, "The input breaks rules"),
    MALFORMED_JSON(400, "The body is not the JSON that is expected"),
    MALFORMED_REQUEST(400, "The request is malformed"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    FORBIDDEN(403, "Not allowed"),
    OTHER_WORKSPACE(403, "Not your workspace"),
    NOT_FOUND(404, "Nothing here"),
    DATA_TYPE_NOT_FOUND(404, "No such data type"),
    RECORD_NOT_FOUND(404, "No such record"),
    METHOD_NOT_ALLOWED(405, "The method is not supported here"),
    NOT_ACCEPTABLE(406, "No acceptable representation"),
    DATA_TYPE_ARCHIVED(409, "The data type is archived"),
    EXTERNAL_ID_TAKEN(409, "The external id is taken"),
    SOLE_RECORD_TAKEN(409, "The member has a record already"),
    OWNER_MISMATCH(409, "The record has another owner"),
    RECORD_DELETED(409, "The record has been deleted"),
    SLUG_TAKEN(409, "The slug is taken"),
    DATA_TYPE_NOT_EMPTY(409, "The data type has records"),
    VERSION_MISMATCH(412, "The version is not the current one"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of a type that is not taken here"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key stands for another request"),
    TOO_MANY_COMMANDS(429, "Too many commands are waiting"),
    INTERNAL(500, "Something went wrong on our side"),
    UNAVAILABLE(503, "Not available right now");

    private static final String BASE = "https://datarecords.io/problems/";

    private final int status;
    private final String title;
    private final URI type;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
        this.type = URI.create(BASE + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    URI type() {
        return type;
    }
}
