package io.datarecords.api.datatype;

import org.jspecify.annotations.Nullable;

/** The field types by the names that the REST API gives them. */
final class FieldTypes {

    private static final String NAMES = "text, long_text, integer, number, boolean, date, time, datetime, email, url,"
            + " phone, select, multi_select, json, record, member";

    private FieldTypes() {}

    /** The one name of what has two: {@code dropdown} is {@code select}. */
    static String canonical(String name) {
        return name.equals("dropdown") ? "select" : name;
    }

    /**
     * The type that a definition describes. Rules and options that make no sense are noted and left out of it.
     *
     * @param field where the definition stands
     * @return null if there is no such type, which is noted
     */
    static @Nullable FieldType read(FieldDefinition definition, Place field) {
        var rules = new Rules(definition.rules(), field.at("rules"));
        var type = read(definition, rules, field);
        if (type != null) {
            rules.refuseOthers();
        }
        return type;
    }

    private static @Nullable FieldType read(FieldDefinition definition, Rules rules, Place field) {
        return switch (definition.fieldType()) {
            case "text" -> definition.isExternalId() ? TextType.ofExternalIds(rules) : TextType.read(rules);
            case "long_text" -> LongTextType.read(rules);
            case "integer" -> new IntegerType(Range.read(rules, IntegerType::read));
            case "number" -> NumberType.read(rules);
            case "boolean" -> new BooleanType();
            case "date" -> new DateType(Range.read(rules, DateType::read));
            case "time" -> new TimeType(Range.read(rules, TimeType::read));
            case "datetime" -> new DateTimeType(Range.read(rules, DateTimeType::read));
            case "email" -> EmailType.read(rules);
            case "url" -> UrlType.read(rules);
            case "phone" -> PhoneType.read(rules);
            case "select" -> new SelectType(options(definition, field));
            case "multi_select" -> MultiSelectType.read(options(definition, field), rules);
            case "json" -> new JsonType();
            case "record" -> RecordType.read(rules);
            case "member" -> new MemberType();
            default -> unknown(definition.fieldType(), field.at("fieldType"));
        };
    }

    private static Options options(FieldDefinition definition, Place field) {
        return Options.read(definition.options(), field.at("options"));
    }

    private static @Nullable FieldType unknown(String name, Place place) {
        place.refuse(name.isEmpty() ? "required" : "option", "must be one of " + NAMES);
        return null;
    }
}
