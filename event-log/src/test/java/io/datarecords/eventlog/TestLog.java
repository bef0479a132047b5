package io.datarecords.eventlog;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.access.Actor;
import io.datarecords.api.access.Grant;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A log on a database of its own, to which tests append what they like, under the log's own rules. */
public final class TestLog {

    public static final UUID WORKSPACE = UUID.fromString("6d1f2c1e-0000-4000-8000-000000000001");
    public static final Actor ACTOR = new Actor(7L, "tester");

    private final Appender appender;
    private final EventLog log;
    private final Ids ids;

    /** Migrates the database, if that has not been done. */
    public TestLog(DataSource dataSource) {
        this(dataSource, null);
    }

    /** Migrates the database, if that has not been done, and lets another role read the log. */
    public TestLog(DataSource dataSource, String reader) {
        new LogSchema(dataSource, reader).prepare(Duration.ZERO);
        var availability = new Availability();
        this.appender = new Appender(dataSource, availability);
        this.log = new EventLog(dataSource, availability);
        this.ids = new Ids(JdbcClient.create(dataSource));
    }

    public EventLog log() {
        return log;
    }

    public long newId() {
        return ids.next();
    }

    /**
     * Appends events one after the other, each as the next of its aggregate.
     *
     * @throws IllegalStateException if the log does not take one
     */
    public void append(DomainEvent... events) {
        for (var event : events) {
            long sequence =
                    log.lastSequenceOf(AggregateRef.of(event).toString()).orElse(-1L) + 1;
            var outcome = appender.append(List.of(new Append(UUID.randomUUID(), sequence, event, Map.of())))
                    .getFirst();
            if (!(outcome instanceof Outcome.Appended)) {
                throw new IllegalStateException(event + ": " + outcome);
            }
        }
    }

    /** Appends the first events of many aggregates, all at once. */
    public void begin(List<? extends DomainEvent> events) {
        var appends = events.stream()
                .map(event -> new Append(UUID.randomUUID(), 0, event, Map.of()))
                .toList();
        if (!appender.append(appends).stream().allMatch(Outcome.Appended.class::isInstance)) {
            throw new IllegalStateException("not all of " + events.size() + " events were appended");
        }
    }

    public static DataTypeDefined defined(long id, String slug, List<FieldDefinition> fields, Grant... grants) {
        var access = new TypeAccess(List.of(grants), TypeAccess.DEFAULT_MEMBER_ACCESS);
        return new DataTypeDefined(WORKSPACE, id, slug, slug, null, true, fields, access, ACTOR);
    }

    /** A field that takes whatever the test puts into it: events are not checked against it. */
    public static FieldDefinition field(String slug, String fieldType) {
        return new FieldDefinition(slug, slug, fieldType, false, false, false, false, null, List.of(), Map.of(), 1);
    }

    public static RecordCreated created(long id, long dataType, Long owner, Map<String, Object> values) {
        return new RecordCreated(WORKSPACE, id, dataType, 1, owner, null, null, new FieldValues(values), ACTOR);
    }

    public static FieldsUpdated updated(long id, long dataType, Long owner, Map<String, Object> changes) {
        return new FieldsUpdated(WORKSPACE, id, dataType, 1, owner, new FieldValues(changes), ACTOR);
    }

    public static RecordDeleted deleted(long id, long dataType, Long owner) {
        return new RecordDeleted(WORKSPACE, id, dataType, owner, ACTOR);
    }
}
