package io.datarecords.command.datatype;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.Invalid;
import io.datarecords.api.Violations;
import io.datarecords.api.access.Grant;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of what describes a data type, apart from those of its fields, which {@link Schema} has. */
final class DefinitionRules {

    private static final int MAX_NAME = 255;
    private static final int MAX_DESCRIPTION = 10_000;
    private static final int MAX_ROLE = 255;
    private static final int MOST_GRANTS = 200;

    private DefinitionRules() {}

    static void name(String name, Violations violations) {
        if (name.isBlank()) {
            violations.add("/name", "required", "must not be blank");
        }
        text(name, MAX_NAME, "/name", violations);
    }

    /** Notes nothing about a slug that was made from an unusable name: the name has its own violation. */
    static void slug(@Nullable String given, Violations violations) {
        if (given != null) {
            Schema.checkSlug(given, "/slug", violations);
        }
    }

    static void description(@Nullable String description, Violations violations) {
        if (description != null) {
            text(description, MAX_DESCRIPTION, "/description", violations);
        }
    }

    static void grants(List<Grant> grants, Violations violations) {
        if (grants.size() > MOST_GRANTS) {
            violations.add("/grants", "maxItems", "must have at most " + MOST_GRANTS + " grants");
        }
        var roles = new HashSet<String>();
        for (int i = 0; i < grants.size(); i++) {
            var role = grants.get(i).role();
            text(role, MAX_ROLE, "/grants/" + i + "/role", violations);
            if (!roles.add(role)) {
                violations.add("/grants/" + i + "/role", "duplicate", "must not have another entry in the list");
            }
        }
    }

    /** The fields that were asked for, or none if there are violations, which are noted. */
    static List<FieldDefinition> fields(Supplier<List<FieldDefinition>> checked, Violations violations) {
        try {
            return checked.get();
        } catch (Rejected e) {
            if (!(e.rejection() instanceof Invalid invalid)) {
                throw e;
            }
            invalid.violations().forEach(found -> violations.add(found.pointer(), found.code(), found.message()));
            return List.of();
        }
    }

    /** Notes that something was sent to be changed which never changes. */
    static void fixed(@Nullable Object given, Object current, String pointer, Violations violations) {
        if (given != null && !given.equals(current)) {
            violations.add(pointer, "fixed", "must be absent or " + current + ": it cannot be changed");
        }
    }

    private static void text(String text, int maxLength, String pointer, Violations violations) {
        int length = text.codePointCount(0, text.length());
        if (length > maxLength) {
            violations.add(pointer, "maxLength", "must have at most " + maxLength + " characters, has " + length);
        }
    }
}
