package io.datarecords.query.views;

import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldKey;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.datatype.RemovedField;
import io.datarecords.api.record.RecordState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** The database keeps values in an order of its own; clients get them in the order of the data type's fields. */
public final class FieldOrder {

    private FieldOrder() {}

    /** The same record with its values in order. */
    public static RecordState of(DataTypeState type, RecordState record) {
        return new RecordState(
                record.workspace(),
                record.id(),
                record.dataTypeId(),
                record.memberId(),
                record.externalId(),
                record.assignmentTaskId(),
                ordered(type, record.values()),
                record.version(),
                record.createdAt(),
                record.updatedAt());
    }

    /** The keys of the values: those of current fields first, then those of removed ones, oldest removal first. */
    public static List<FieldKey> keys(DataTypeState type, FieldValues values) {
        return Stream.concat(
                        type.fields().stream().map(FieldDefinition::key),
                        type.removed().stream().map(RemovedField::key))
                .filter(key -> values.byKey().containsKey(key.toString()))
                .toList();
    }

    private static FieldValues ordered(DataTypeState type, FieldValues values) {
        var ordered = new LinkedHashMap<String, Object>();
        for (var key : keys(type, values)) {
            var value = values.byKey().get(key.toString());
            if (value != null) {
                ordered.put(key.toString(), value);
            }
        }
        return new FieldValues(ordered);
    }
}
