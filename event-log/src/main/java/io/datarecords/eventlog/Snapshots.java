package io.datarecords.eventlog;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The latest snapshot of each aggregate. A purge leaves none, and none can come back after it. */
final class Snapshots {

    // One statement: the event that the snapshot rests on is held while the snapshot is written. A purge that came
    // first has erased it, and nothing is stored; one that comes second waits here, and then erases the snapshot too.
    private static final String STORE = """
            with living as (
                select aggregate from log.event
                where aggregate = ? and sequence = ? and workspace = ? and kind = ? for key share)
            insert into log.snapshot (aggregate, sequence, type, time, payload)
            select aggregate, ?, ?, ?, ?::jsonb from living
            on conflict (aggregate) do update
            set sequence = excluded.sequence, type = excluded.type, time = excluded.time, payload = excluded.payload
            where snapshot.sequence < excluded.sequence or snapshot.type <> excluded.type""";

    // The event says whose the snapshot is: an id alone would open another workspace's aggregate.
    private static final String READ = """
            select s.sequence, s.type, s.time, s.payload
            from log.snapshot s join log.event e using (aggregate, sequence)
            where s.aggregate = ? and e.workspace = ? and e.kind = ? and s.type = any (?)""";

    // The snapshot, at position 0, and what came after it. One statement, since this is what a command waits for.
    private static final String READ_ON = "with latest as (" + READ + ") " + """
            select 0::bigint as position, null::uuid as event_id, null::uuid as workspace, null as kind,
                   null::bigint as aggregate, sequence, type, 0 as revision, time, payload, null::jsonb as metadata
            from latest
            union all
            select position, event_id, workspace, kind, aggregate, sequence, type, revision, time, payload, metadata
            from log.event
            where aggregate = ? and workspace = ? and kind = ?
            and sequence > coalesce((select sequence from latest), -1)
            order by sequence""";

    // An aggregate keeps its state in fields, and offers no accessors for it.
    private static final JsonMapper FIELDS = ExactJson.mapper()
            .rebuild()
            .changeDefaultVisibility(visibility -> visibility
                    .withFieldVisibility(ANY)
                    .withGetterVisibility(NONE)
                    .withIsGetterVisibility(NONE))
            .build();

    private final JdbcClient jdbc;
    private final Map<String, Class<?>> types;

    Snapshots(JdbcClient jdbc, SnapshotTypes types) {
        this.jdbc = jdbc;
        this.types = types.byName();
    }

    void store(DomainEventMessage<?> snapshot) {
        var aggregate = AggregateRef.parse(snapshot.getAggregateIdentifier());
        jdbc.sql(STORE)
                .params(
                        aggregate.id(),
                        snapshot.getSequenceNumber(),
                        aggregate.workspace(),
                        aggregate.kind(),
                        snapshot.getSequenceNumber(),
                        nameOf(snapshot.getPayloadType()),
                        snapshot.getTimestamp().atOffset(ZoneOffset.UTC),
                        FIELDS.writeValueAsString(snapshot.getPayload()))
                .update();
    }

    private String nameOf(Class<?> type) {
        return types.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "snapshot of " + type.getName() + " (expected: one of " + types.keySet() + ")"));
    }

    /** The aggregate's latest snapshot, if there is any, and all events after it; nothing if there is no aggregate. */
    List<DomainEventMessage<?>> readOn(String aggregateId) {
        var aggregate = AggregateRef.parse(aggregateId);
        return jdbc.sql(READ_ON)
                .params(
                        aggregate.id(),
                        aggregate.workspace(),
                        aggregate.kind(),
                        types.keySet().toArray(String[]::new),
                        aggregate.id(),
                        aggregate.workspace(),
                        aggregate.kind())
                .<DomainEventMessage<?>>query((row, number) -> row.getLong("position") == 0
                        ? message(aggregateId, row)
                        : PostgresEventStorageEngine.domain(EventLog.event(row, number)))
                .list();
    }

    Optional<DomainEventMessage<?>> read(String aggregateId) {
        var aggregate = AggregateRef.parse(aggregateId);
        return jdbc.sql(READ)
                .params(
                        aggregate.id(),
                        aggregate.workspace(),
                        aggregate.kind(),
                        types.keySet().toArray(String[]::new))
                .<DomainEventMessage<?>>query((row, _) -> message(aggregateId, row))
                .optional();
    }

    private DomainEventMessage<?> message(String aggregateId, ResultSet row) throws SQLException {
        var type = types.get(row.getString("type"));
        return new GenericDomainEventMessage<>(
                AggregateRef.parse(aggregateId).kind(),
                aggregateId,
                row.getLong("sequence"),
                FIELDS.readValue(row.getString("payload"), type),
                Map.of(),
                aggregateId,
                row.getObject("time", OffsetDateTime.class).toInstant());
    }
}
