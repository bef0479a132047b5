package io.datarecords.command.datatype;

import static io.datarecords.command.TestCallers.WORKSPACE;

import io.datarecords.api.access.Actor;
import io.datarecords.api.access.Grant;
import io.datarecords.api.access.MemberAction;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeEvent;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.datatype.FieldDefinition;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Data types that hold still: schemas in memory, for tests of what is decided on them. */
public final class TestTypes implements Schemas {

    private static final Actor ACTOR = new Actor(null, "definer");

    private final Map<DataTypeId, SchemaVersion> byId = new HashMap<>();

    @Override
    public Optional<SchemaVersion> find(DataTypeId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** These types hold still: each has one version. */
    @Override
    public SchemaVersion at(DataTypeId id, long version) {
        return current(id);
    }

    public TestTypes with(DataTypeEvent... events) {
        DataTypeState state = null;
        for (var event : events) {
            state = DataTypeState.evolve(state, event, Instant.EPOCH);
        }
        byId.put(new DataTypeId(state.workspace(), state.id()), SchemaVersion.of(state));
        return this;
    }

    /** A type with the usual access for members. */
    public static DataTypeDefined defined(long id, FieldDefinition... fields) {
        return defined(id, new TypeAccess(List.of(), TypeAccess.DEFAULT_MEMBER_ACCESS), fields);
    }

    public static DataTypeDefined defined(long id, TypeAccess access, FieldDefinition... fields) {
        return new DataTypeDefined(
                WORKSPACE, id, "Type " + id, "type_" + id, null, true, List.of(fields), access, ACTOR);
    }

    public static DataTypeArchived archived(long id) {
        return new DataTypeArchived(WORKSPACE, id, "type_" + id, ACTOR);
    }

    public static TypeAccess access(List<Grant> grants, MemberAction... memberAccess) {
        return new TypeAccess(grants, Arrays.asList(memberAccess));
    }

    public static FieldDefinition field(String slug, String fieldType) {
        return field(slug, fieldType, false, false, false, Map.of());
    }

    public static FieldDefinition field(String slug, String fieldType, Map<String, Object> rules) {
        return field(slug, fieldType, false, false, false, rules);
    }

    public static FieldDefinition required(String slug, String fieldType) {
        return field(slug, fieldType, true, false, false, Map.of());
    }

    public static FieldDefinition adminOnly(String slug, String fieldType) {
        return field(slug, fieldType, false, true, false, Map.of());
    }

    public static FieldDefinition externalId(String slug) {
        return field(slug, "text", true, false, true, Map.of());
    }

    private static FieldDefinition field(
            String slug,
            String fieldType,
            boolean required,
            boolean isAdminOnly,
            boolean isExternalId,
            Map<String, Object> rules) {
        return new FieldDefinition(
                slug, slug, fieldType, required, false, isAdminOnly, isExternalId, null, List.of(), rules, 1);
    }
}
