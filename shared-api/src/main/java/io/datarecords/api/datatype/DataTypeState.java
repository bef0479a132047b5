package io.datarecords.api.datatype;

import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A data type as its events have made it. The aggregate, the command side's schemas and the view are all this one fold.
 *
 * @param version the number of events so far, from 1
 * @param removed the fields that revisions have removed, oldest first
 */
public record DataTypeState(
        UUID workspace,
        long id,
        String name,
        String slug,
        @Nullable String description,
        boolean isCollection,
        boolean archived,
        boolean deleted,
        List<FieldDefinition> fields,
        List<RemovedField> removed,
        TypeAccess access,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public DataTypeState {
        fields = List.copyOf(fields);
        removed = List.copyOf(removed);
    }

    /** The state that a type starts in. */
    public static DataTypeState of(DataTypeDefined event, Instant at) {
        return new DataTypeState(
                event.workspace(),
                event.dataTypeId(),
                event.name(),
                event.slug(),
                event.description(),
                event.isCollection(),
                false,
                false,
                event.fields(),
                List.of(),
                event.access(),
                1,
                at,
                at);
    }

    /**
     * The state before, if any, and one more event.
     *
     * @throws IllegalStateException if the first event defines nothing
     */
    public static DataTypeState evolve(@Nullable DataTypeState before, DataTypeEvent event, Instant at) {
        if (event instanceof DataTypeDefined defined) {
            return of(defined, at);
        }
        if (before == null) {
            throw new IllegalStateException("data type " + event.dataTypeId() + " was never defined");
        }
        return before.evolve(event, at);
    }

    private DataTypeState evolve(DataTypeEvent event, Instant at) {
        return switch (event) {
            case DataTypeDefined defined -> of(defined, at);
            case DataTypeRevised revised -> revised(revised, at);
            case DataTypeArchived _ -> with(true, false, at);
            case DataTypeUnarchived _ -> with(false, false, at);
            case DataTypeDeleted _ -> with(archived, true, at);
        };
    }

    private DataTypeState revised(DataTypeRevised event, Instant at) {
        return new DataTypeState(
                workspace,
                id,
                event.name(),
                slug,
                event.description(),
                isCollection,
                archived,
                deleted,
                event.fields(),
                removedBy(event),
                event.access(),
                version + 1,
                createdAt,
                at);
    }

    private List<RemovedField> removedBy(DataTypeRevised event) {
        var kept = event.fields().stream().map(FieldDefinition::key).toList();
        var all = new ArrayList<>(removed);
        fields.stream()
                .filter(field -> !kept.contains(field.key()))
                .map(field -> new RemovedField(field.key(), field.isAdminOnly()))
                .forEach(all::add);
        return all;
    }

    private DataTypeState with(boolean nowArchived, boolean nowDeleted, Instant at) {
        return new DataTypeState(
                workspace,
                id,
                name,
                slug,
                description,
                isCollection,
                nowArchived,
                nowDeleted,
                fields,
                removed,
                access,
                version + 1,
                createdAt,
                at);
    }

    /** The current field with that slug. */
    public Optional<FieldDefinition> field(String fieldSlug) {
        return fields.stream().filter(field -> field.slug().equals(fieldSlug)).findFirst();
    }

    /** Every field that the type has or had: the current ones in their order, then the removed ones, oldest first. */
    public List<FieldKey> keys() {
        return Stream.concat(
                        fields.stream().map(FieldDefinition::key),
                        removed.stream().map(RemovedField::key))
                .toList();
    }

    /**
     * Which stored values show in a record as it is now.
     *
     * @param admin whether admin-only fields are among them
     */
    public Predicate<FieldKey> shownNow(boolean admin) {
        return fields.stream()
                .filter(field -> admin || !field.isAdminOnly())
                .map(FieldDefinition::key)
                .collect(Collectors.toUnmodifiableSet())::contains;
    }

    /** Which stored values show in the history: those shown now, and those of fields removed since. */
    public Predicate<FieldKey> shownInHistory(boolean admin) {
        var shownOfRemoved = removed.stream()
                .filter(field -> admin || !field.isAdminOnly())
                .map(RemovedField::key)
                .collect(Collectors.toUnmodifiableSet());
        return shownNow(admin).or(shownOfRemoved::contains);
    }
}
