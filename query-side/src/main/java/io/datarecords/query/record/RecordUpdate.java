package io.datarecords.query.record;

import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.eventlog.LoggedEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a batch changes in one record's row.
 *
 * @param changes by field key, the last one of each key; null clears
 */
record RecordUpdate(long dataTypeId, long id, Map<String, @Nullable Object> changes, long version, Instant updatedAt) {

    static RecordUpdate of(FieldsUpdated event, LoggedEvent logged) {
        return new RecordUpdate(
                event.dataTypeId(), event.recordId(), event.changes().byKey(), logged.version(), logged.time());
    }

    RecordUpdate then(RecordUpdate later) {
        var merged = new LinkedHashMap<String, @Nullable Object>(changes);
        merged.putAll(later.changes);
        return new RecordUpdate(dataTypeId, id, merged, later.version, later.updatedAt);
    }

    Map<String, Object> set() {
        var set = new LinkedHashMap<String, Object>();
        changes.forEach((key, value) -> {
            if (value != null) {
                set.put(key, value);
            }
        });
        return set;
    }

    List<String> cleared() {
        return changes.keySet().stream().filter(key -> changes.get(key) == null).toList();
    }
}
