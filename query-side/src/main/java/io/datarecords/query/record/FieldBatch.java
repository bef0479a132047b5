package io.datarecords.query.record;

import io.datarecords.api.datatype.DataTypeEvent;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldKind;
import io.datarecords.eventlog.LoggedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a batch of events leaves of the fields of the data types that it defines and revises. */
final class FieldBatch {

    private final Map<Long, List<FieldDefinition>> fields = new LinkedHashMap<>();
    private final Set<Long> defined = new HashSet<>();
    private final Set<Long> deleted = new HashSet<>();

    private FieldBatch() {}

    static FieldBatch of(List<LoggedEvent> events) {
        var batch = new FieldBatch();
        for (var logged : events) {
            if (logged.event() instanceof DataTypeEvent event) {
                batch.add(event);
            }
        }
        return batch;
    }

    private void add(DataTypeEvent event) {
        switch (event) {
            case DataTypeDefined definition -> {
                defined.add(definition.dataTypeId());
                fields.put(definition.dataTypeId(), definition.fields());
            }
            case DataTypeRevised revision -> fields.put(revision.dataTypeId(), revision.fields());
            case DataTypeDeleted deletion -> {
                fields.remove(deletion.dataTypeId());
                deleted.add(deletion.dataTypeId());
            }
            case DataTypeArchived _, DataTypeUnarchived _ -> {}
        }
    }

    /** The types that have been given the whole list of their fields. */
    Set<Long> types() {
        return fields.keySet();
    }

    /** The fields that those types have from now on. */
    List<CurrentField> fields() {
        var all = new ArrayList<CurrentField>();
        fields.forEach((type, definitions) ->
                definitions.forEach(field -> all.add(CurrentField.of(type, field, defined.contains(type)))));
        return all;
    }

    Set<Long> deleted() {
        return deleted;
    }

    /**
     * A field that a type has now.
     *
     * @param isIndexed   whether its values are to be found fast
     * @param isComplete  whether no record can be older than it
     */
    record CurrentField(long dataTypeId, String key, String kind, boolean isIndexed, boolean isComplete) {

        static CurrentField of(long type, FieldDefinition field, boolean isComplete) {
            var kind = FieldKind.of(field.fieldType());
            boolean isIndexed = field.shouldIndex() && kind != FieldKind.JSON;
            return new CurrentField(type, field.key().toString(), kind.toString(), isIndexed, isComplete);
        }
    }
}
