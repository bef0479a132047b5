package io.datarecords.command.record;

import io.datarecords.api.Violations;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.command.datatype.SchemaVersion;
import org.jspecify.annotations.Nullable;

/** The rules of the ids that clients give to records. */
final class ExternalIds {

    private static final int MAX_LENGTH = 255;

    private ExternalIds() {}

    /**
     * The external id of a new record: the value of the field that the type has for it, or the one given.
     *
     * @param values what the record will hold
     */
    static @Nullable String of(@Nullable String given, SchemaVersion type, FieldValues values, Violations violations) {
        var held = type.schema().externalId(values);
        if (held == null) {
            check(given, violations);
            return given;
        }
        if (given != null && !given.equals(held)) {
            violations.add("/externalId", "mismatch", "must be absent or the value of the field " + field(type));
        }
        return held;
    }

    private static String field(SchemaVersion type) {
        return type.type().fields().stream()
                .filter(FieldDefinition::isExternalId)
                .map(FieldDefinition::slug)
                .findFirst()
                .orElseThrow();
    }

    private static void check(@Nullable String id, Violations violations) {
        if (id == null) {
            return;
        }
        int length = id.codePointCount(0, id.length());
        if (length < 1) {
            violations.add("/externalId", "minLength", "must have at least 1 character");
        }
        if (length > MAX_LENGTH) {
            violations.add(
                    "/externalId", "maxLength", "must have at most " + MAX_LENGTH + " characters, has " + length);
        }
        if (id.codePoints().anyMatch(Character::isISOControl)) {
            violations.add("/externalId", "text", "must not contain control characters");
        }
    }
}
