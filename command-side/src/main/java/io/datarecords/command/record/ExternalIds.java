package io.datarecords.command.record;

import io.datarecords.api.Violations;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordCommand.CreateRecord;
import io.datarecords.command.datatype.SchemaVersion;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of the ids that clients give to records. */
final class ExternalIds {

    private static final int MAX_LENGTH = 255;

    private ExternalIds() {}

    /**
     * The external id of a new record: the value of the field that the type has for it, or the one given.
     *
     * @param place  where to note that the two differ
     * @param values what the record will hold
     */
    static @Nullable String of(
            @Nullable String given, String place, SchemaVersion type, FieldValues values, Violations violations) {
        var held = type.schema().externalId(values);
        if (held == null) {
            check(given, "/externalId", violations);
            return given;
        }
        if (given != null && !given.equals(held)) {
            violations.add(place, "mismatch", "must be absent, or the record's external id in every place");
        }
        return held;
    }

    /** What a body names as the external id: in the property for it, or in the field that the type has for it. */
    static @Nullable String of(RecordBody body, SchemaVersion type) {
        return body.externalId() != null
                ? body.externalId()
                : field(type)
                        .map(body.fieldValues()::get)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .orElse(null);
    }

    /** The creation with its external id as the value of the field for it, if there is one and it is not named. */
    static CreateRecord filled(CreateRecord creation, SchemaVersion type) {
        var values = new LinkedHashMap<String, @Nullable Object>(creation.fieldValues());
        field(type)
                .filter(slug -> !values.containsKey(slug))
                .ifPresent(slug -> values.put(slug, creation.externalId()));
        return new CreateRecord(
                creation.record(),
                creation.dataType(),
                creation.memberId(),
                creation.externalId(),
                creation.assignmentTaskId(),
                values,
                creation.by());
    }

    /** Where in a body without {@code externalId} it may stand. */
    static String place(SchemaVersion type) {
        return field(type).map(slug -> "/fieldValues/" + slug).orElse("/externalId");
    }

    private static Optional<String> field(SchemaVersion type) {
        return type.type().fields().stream()
                .filter(FieldDefinition::isExternalId)
                .map(FieldDefinition::slug)
                .findFirst();
    }

    /** Notes at {@code place} what is wrong with an id. */
    static void check(@Nullable String id, String place, Violations violations) {
        if (id == null) {
            return;
        }
        int length = id.codePointCount(0, id.length());
        if (length < 1) {
            violations.add(place, "minLength", "must have at least 1 character");
        }
        if (length > MAX_LENGTH) {
            violations.add(place, "maxLength", "must have at most " + MAX_LENGTH + " characters, has " + length);
        }
        if (id.codePoints().anyMatch(Character::isISOControl)) {
            violations.add(place, "text", "must not contain control characters");
        }
    }
}
