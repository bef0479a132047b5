package io.datarecords.examples.recordtable;

import io.datarecords.examples.recordtable.RecordEvent.FieldsUpdated;
import io.datarecords.examples.recordtable.RecordEvent.RecordCreated;
import io.datarecords.examples.recordtable.RecordEvent.RecordDeleted;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events folded to at most one change for each record's row. */
final class Batch {

    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final Map<Long, RecordRow> stored;
    private final Set<Long> deletedBefore;
    private final Map<Long, RecordRow> changed = new HashMap<>();
    private final Set<Long> deleted = new HashSet<>();

    /**
     * @param stored        the rows of the events' records, by id
     * @param deletedBefore which of those records were deleted
     */
    Batch(Map<Long, RecordRow> stored, Set<Long> deletedBefore) {
        this.stored = stored;
        this.deletedBefore = deletedBefore;
    }

    /** Rows to insert or update. */
    Collection<RecordRow> changed() {
        return changed.values();
    }

    /** Records to delete; of some there was never a row. */
    Set<Long> deleted() {
        return deleted;
    }

    /** How many records more each member has, or fewer. */
    Map<MemberCounts.Key, Long> counts() {
        var counts = new TreeMap<MemberCounts.Key, Long>();
        changed.forEach((id, row) -> {
            if (!stored.containsKey(id)) {
                count(row, 1, counts);
            }
        });
        deleted.forEach(id -> {
            var row = stored.get(id);
            if (row != null) {
                count(row, -1, counts);
            }
        });
        return counts;
    }

    private static void count(RecordRow row, long records, Map<MemberCounts.Key, Long> counts) {
        var member = row.member();
        if (member != null) {
            counts.merge(new MemberCounts.Key(row.dataType(), member), records, Long::sum);
        }
    }

    void add(RecordEvent event) {
        if (deletedBefore.contains(event.recordId()) || deleted.contains(event.recordId())) {
            return; // it came again, or late
        }
        switch (event) {
            case RecordCreated creation -> create(creation);
            case FieldsUpdated update -> update(update);
            case RecordDeleted deletion -> delete(deletion);
        }
    }

    private void create(RecordCreated event) {
        if (!stored.containsKey(event.recordId())) {
            changed.putIfAbsent(event.recordId(), RecordRow.of(event));
        }
    }

    private void update(FieldsUpdated event) {
        var row = changed.getOrDefault(event.recordId(), stored.get(event.recordId()));
        if (row == null) {
            // The record's beginning was erased, which is done to a deleted record alone: its RecordDeleted follows.
            return;
        }
        if (event.version() == row.version() + 1) {
            changed.put(row.id(), row.with(event));
        } else if (event.version() > row.version()) {
            LOG.error(
                    "Record {}: version {} comes after version {}, and what lies between is missing. The row stays as it"
                            + " was; it is wrong unless the record's RecordDeleted follows",
                    row.id(),
                    event.version(),
                    row.version());
        }
    }

    private void delete(RecordDeleted event) {
        changed.remove(event.recordId());
        deleted.add(event.recordId());
    }
}
