package io.datarecords.command.datatype;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.datarecords.api.datatype.DataTypeEvent;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.command.Basis;
import io.datarecords.eventlog.DataTypeHead;
import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.LoggedEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The schemas as the log has them. What a version says never changes, so that is remembered. Which one is current is
 * remembered too, for commands that are decided on memory.
 */
@Component
final class LoggedSchemas implements Schemas {

    private static final int REMEMBERED = 1_000;

    private final EventLog log;
    private final Cache<Version, SchemaVersion> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<DataTypeId, SchemaVersion> latest =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    LoggedSchemas(EventLog log) {
        this.log = log;
    }

    private record Version(DataTypeId id, long version) {}

    @Override
    public Optional<SchemaVersion> find(DataTypeId id) {
        return log.dataTypeHead(id)
                .filter(head -> !head.deleted())
                .map(DataTypeHead::version)
                .map(version -> at(id, version));
    }

    @Override
    public SchemaVersion current(DataTypeId id) {
        var known = Basis.current() == Basis.MEMORY ? latest.getIfPresent(id) : null;
        if (known != null) {
            return known;
        }
        var found = Schemas.super.current(id);
        latest.put(id, found);
        return found;
    }

    @Override
    public SchemaVersion at(DataTypeId id, long version) {
        return remembered.get(new Version(id, version), this::fold);
    }

    private SchemaVersion fold(Version wanted) {
        DataTypeState state = null;
        for (var logged : log.historyOf(wanted.id().aggregateId())) {
            if (logged.version() <= wanted.version()) {
                state = evolve(state, logged);
            }
        }
        if (state == null) {
            throw new IllegalStateException("data type " + wanted + " has a head and no history");
        }
        return SchemaVersion.of(state);
    }

    private static DataTypeState evolve(@Nullable DataTypeState before, LoggedEvent logged) {
        return DataTypeState.evolve(before, (DataTypeEvent) logged.event(), logged.time());
    }
}
