package io.datarecords.query;

import io.datarecords.api.access.Action;
import io.datarecords.api.access.Actor;
import io.datarecords.api.access.Grant;
import io.datarecords.api.access.MemberAction;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import io.datarecords.eventlog.TestLog;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A workspace of one test's own, filled by what the command side would append. */
public final class Workspace {

    public static final Actor ACTOR = new Actor(1L, "nina");

    private static final TypeAccess ACCESS =
            new TypeAccess(List.of(new Grant("nurse", List.of(Action.LIST_ALL))), TypeAccess.DEFAULT_MEMBER_ACCESS);

    private final UUID id = UUID.randomUUID();
    private final TestLog log;
    private final Map<Long, Long> typeVersions = new HashMap<>();
    private final Map<Long, String> typeSlugs = new HashMap<>();
    private final Map<Long, RecordCreated> records = new HashMap<>();

    public Workspace(TestLog log) {
        this.log = log;
    }

    public UUID id() {
        return id;
    }

    public static FieldDefinition field(String slug) {
        return TestLog.field(slug, "text");
    }

    public static FieldDefinition adminOnly(String slug) {
        return new FieldDefinition(slug, slug, "text", false, false, true, false, null, List.of(), Map.of(), 1);
    }

    public static TypeAccess memberAccess(MemberAction... actions) {
        return new TypeAccess(List.of(), List.of(actions));
    }

    /** A type whose nurses may list all, and whose members may read their own. */
    public long define(String slug, FieldDefinition... fields) {
        return define(slug, ACCESS, fields);
    }

    public long define(String slug, TypeAccess access, FieldDefinition... fields) {
        long type = log.newId();
        typeVersions.put(type, 1L);
        typeSlugs.put(type, slug);
        log.append(new DataTypeDefined(id, type, "The " + slug, slug, null, true, List.of(fields), access, ACTOR));
        return type;
    }

    /** Replaces the fields; new ones must say since which version they are. */
    public void revise(long type, FieldDefinition... fields) {
        revise(type, ACCESS, fields);
    }

    public void revise(long type, TypeAccess access, FieldDefinition... fields) {
        typeVersions.merge(type, 1L, Long::sum);
        var slug = typeSlugs.get(type);
        log.append(new DataTypeRevised(id, type, slug, "The " + slug, null, List.of(fields), access, ACTOR));
    }

    public void rename(long type, String name) {
        typeVersions.merge(type, 1L, Long::sum);
        log.append(new DataTypeRevised(id, type, typeSlugs.get(type), name, null, List.of(field("a")), ACCESS, ACTOR));
    }

    public void archive(long type) {
        typeVersions.merge(type, 1L, Long::sum);
        log.append(new DataTypeArchived(id, type, typeSlugs.get(type), ACTOR));
    }

    public void deleteType(long type) {
        log.append(new DataTypeDeleted(id, type, typeSlugs.get(type), ACTOR));
    }

    public long create(long type, Long owner, Object... keysAndValues) {
        return createExternal(type, owner, null, keysAndValues);
    }

    public long createExternal(long type, Long owner, String externalId, Object... keysAndValues) {
        long record = log.newId();
        var created = new RecordCreated(
                id, record, type, typeVersions.get(type), owner, externalId, null, values(keysAndValues), ACTOR);
        records.put(record, created);
        log.append(created);
        return record;
    }

    /** Many records with the same values, in the order of their ids. */
    public List<Long> createMany(int count, long type, Long owner, Object... keysAndValues) {
        var created = Stream.generate(() -> new RecordCreated(
                        id, log.newId(), type, typeVersions.get(type), owner, null, null, values(keysAndValues), ACTOR))
                .limit(count)
                .toList();
        log.begin(created);
        return created.stream().map(RecordCreated::recordId).toList();
    }

    /** Sets values by field key; null clears. */
    public void update(long record, Object... keysAndValues) {
        var created = records.get(record);
        long type = created.dataTypeId();
        log.append(new FieldsUpdated(
                id, record, type, typeVersions.get(type), created.memberId(), values(keysAndValues), ACTOR));
    }

    public void delete(long record) {
        var created = records.get(record);
        log.append(new RecordDeleted(id, record, created.dataTypeId(), created.memberId(), ACTOR));
    }

    private static FieldValues values(Object... keysAndValues) {
        var values = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return new FieldValues(values);
    }
}
