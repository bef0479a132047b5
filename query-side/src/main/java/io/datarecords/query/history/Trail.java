package io.datarecords.query.history;

import io.datarecords.api.Rejected;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.datatype.FieldKey;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordChange;
import io.datarecords.api.record.RecordChange.FieldChange;
import io.datarecords.api.record.RecordChange.Kind;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happened to a record as far as one reader may know, and wants to.
 *
 * @param shown the fields to tell of
 * @param whole whether the reader wants all of it, and not one field alone
 */
record Trail(DataTypeState type, Predicate<FieldKey> shown, boolean whole) {

    /**
     * @param admin whether the reader sees admin-only fields
     * @param field the only field wanted, or null for all
     * @throws Rejected if the reader can know of no such field, not even of a removed one
     */
    static Trail of(DataTypeState type, boolean admin, @Nullable String field) {
        var shown = type.shownInHistory(admin);
        if (field == null) {
            return new Trail(type, shown, true);
        }
        var wanted = shown.and(key -> key.slug().equals(field));
        if (type.keys().stream().noneMatch(wanted)) {
            throw Rejected.invalid("field", "unknown", "must name a field of the data type");
        }
        return new Trail(type, wanted, false);
    }

    /** The moment in the reader's eyes; nothing if all that it changed is out of sight. */
    Optional<RecordChange> told(Moment moment) {
        var written = written(moment);
        var changes = type.keys().stream()
                .filter(shown)
                .filter(key -> written.byKey().containsKey(key.toString()))
                .map(key -> change(key, moment.before(), written))
                .toList();
        boolean hidesNothing = whole && written.isEmpty();
        return changes.isEmpty() && !hidesNothing ? Optional.empty() : Optional.of(change(moment, changes));
    }

    private static FieldChange change(FieldKey key, FieldValues before, FieldValues written) {
        var stored = key.toString();
        return new FieldChange(
                key.slug(), before.byKey().get(stored), written.byKey().get(stored));
    }

    private static FieldValues written(Moment moment) {
        return switch (moment.event()) {
            case RecordCreated created -> created.values();
            case FieldsUpdated updated -> updated.changes();
            case RecordDeleted _ -> FieldValues.NONE;
        };
    }

    private static RecordChange change(Moment moment, List<FieldChange> changes) {
        return new RecordChange(
                moment.after().version(),
                moment.event() instanceof RecordCreated ? Kind.CREATED : Kind.UPDATED,
                moment.logged().time(),
                moment.event().by(),
                changes);
    }
}
