package io.datarecords.command.datatype;

import io.datarecords.api.IfMatch;
import io.datarecords.api.access.Action;
import io.datarecords.api.access.Caller;
import io.datarecords.api.access.Grant;
import io.datarecords.api.access.MemberAction;
import io.datarecords.api.datatype.DataTypeCommand.DefineDataType;
import io.datarecords.api.datatype.DataTypeCommand.ReviseDataType;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.Schema;
import io.datarecords.edge.JsonBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the commands that describe data types from JSON. What a definition means is left to the aggregate. */
final class DefinitionBody {

    private DefinitionBody() {}

    static DefineDataType define(DataTypeId id, JsonBody body, Caller by) {
        var name = body.requiredText("name");
        var slug = body.text("slug");
        var description = body.text("description");
        var isCollection = body.flag("isCollection");
        var fields = fields(body);
        var grants = grants(body);
        var memberAccess = memberAccess(body);
        body.finish();
        return new DefineDataType(
                id,
                name,
                slug,
                description,
                isCollection == null || isCollection,
                fields == null ? List.of() : fields,
                grants == null ? List.of() : grants,
                memberAccess,
                by);
    }

    static ReviseDataType revise(DataTypeId id, JsonBody body, IfMatch ifMatch, Caller by) {
        var name = body.text("name");
        var slug = body.text("slug");
        var description = description(body);
        var isCollection = body.flag("isCollection");
        var fields = fields(body);
        var grants = grants(body);
        var memberAccess = memberAccess(body);
        body.finish();
        return new ReviseDataType(id, name, slug, description, isCollection, fields, grants, memberAccess, ifMatch, by);
    }

    /** An explicit null clears it, as an empty one does. */
    private static @Nullable String description(JsonBody body) {
        var description = body.text("description");
        return description == null && body.has("description") ? "" : description;
    }

    private static @Nullable List<FieldDefinition> fields(JsonBody body) {
        var fields = body.nestedList("fields");
        return fields == null
                ? null
                : fields.stream().map(DefinitionBody::field).toList();
    }

    @SuppressWarnings(
            "NullAway") // javac drops the annotations of a compact constructor's parameters: rules may hold null
    private static FieldDefinition field(JsonBody field) {
        var name = field.requiredText("name");
        var slug = slug(field);
        var options = field.texts("options");
        return new FieldDefinition(
                name,
                slug == null ? Schema.slugOf(name) : slug,
                field.requiredText("fieldType"),
                isSet(field, "required"),
                isSet(field, "shouldIndex"),
                isSet(field, "isAdminOnly"),
                isSet(field, "isExternalId"),
                field.value("default"),
                options == null ? List.of() : options,
                rules(field),
                1);
    }

    /** An empty slug is none that a client can mean; an absent one, or null, is made from the name. */
    private static @Nullable String slug(JsonBody field) {
        var slug = field.text("slug");
        if (slug != null && slug.isEmpty()) {
            field.violation("slug", "pattern", "must be absent or a slug");
        }
        return slug;
    }

    private static Map<String, @Nullable Object> rules(JsonBody field) {
        var rules = field.object("rules");
        if (rules == null) {
            return Map.of();
        }
        return rules;
    }

    private static boolean isSet(JsonBody field, String flag) {
        return Objects.requireNonNullElse(field.flag(flag), false);
    }

    private static @Nullable List<Grant> grants(JsonBody body) {
        var grants = body.nestedList("grants");
        return grants == null
                ? null
                : grants.stream()
                        .map(DefinitionBody::grant)
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** The grant, or nothing if it cannot be one, which is noted. */
    private static Optional<Grant> grant(JsonBody grant) {
        var role = grant.requiredText("role");
        var actions = named(grant, "actions", Action.values(), Action::named);
        if (actions == null && grant.value("actions") == null) {
            grant.violation("actions", "required", "is required");
        }
        if (!role.isBlank()) {
            return Optional.of(new Grant(role, actions == null ? List.of() : actions));
        }
        if (grant.value("role") instanceof String) {
            grant.violation("role", "required", "must not be blank");
        }
        return Optional.empty();
    }

    private static @Nullable List<MemberAction> memberAccess(JsonBody body) {
        return named(body, "memberAccess", MemberAction.values(), MemberAction::named);
    }

    /** The constants that a list of names stands for; a name that is none is noted. */
    private static <E> @Nullable List<E> named(
            JsonBody body, String property, E[] all, Function<String, Optional<E>> byName) {
        var names = body.texts(property);
        if (names == null) {
            return null;
        }
        var expected = Arrays.stream(all).map(Object::toString).collect(Collectors.joining(", "));
        var found = new ArrayList<E>();
        IntStream.range(0, names.size())
                .forEach(i -> byName.apply(names.get(i))
                        .ifPresentOrElse(
                                found::add,
                                () -> body.violation(property + "/" + i, "choice", "must be one of: " + expected)));
        return found;
    }
}
