package io.datarecords.query.record;

import io.datarecords.api.SortOrder;
import io.datarecords.api.Violations;
import io.datarecords.api.datatype.Operator;
import io.datarecords.api.datatype.Schema;
import io.datarecords.api.record.RecordCondition;
import io.datarecords.api.record.RecordFilter;
import io.datarecords.api.record.RecordOrder;
import io.datarecords.api.record.RecordProperty;
import io.datarecords.edge.QueryParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a list's query string asks for, and notes what is wrong with it whatever the data type is. Whether the type
 * has the fields is seen later.
 */
final class ListParameters {

    private static final int MOST_CONDITIONS = 50;
    private static final Pattern CONDITION = Pattern.compile("([^\\[\\]]+)(?:\\[([^\\[\\]]*)])?");

    private final QueryParameters parameters;
    private final List<RecordCondition> conditions = new ArrayList<>();

    ListParameters(QueryParameters parameters) {
        this.parameters = parameters;
    }

    RecordOrder order() {
        var by = parameters.text("sortBy");
        var direction = parameters.oneOf(SortOrder.class, "sortOrder");
        var unsaid = by == null ? SortOrder.DESC : SortOrder.ASC;
        return new RecordOrder(
                by == null ? RecordProperty.CREATED_AT.toString() : by, direction == null ? unsaid : direction);
    }

    @Nullable String cursor() {
        var cursor = parameters.text("cursor");
        if (cursor != null && parameters.has("page")) {
            parameters.violation("cursor", "conflict", "must not be given together with page");
        }
        return cursor;
    }

    /** Every parameter that has not been read yet is a condition, so this comes last. */
    RecordFilter filter(@Nullable Instant asOf) {
        var search = parameters.text("search");
        if (search != null && asOf != null) {
            parameters.violation("search", "conflict", "must not be given together with asOf");
        }
        var others = parameters.others();
        if (others.size() > MOST_CONDITIONS) {
            parameters.violation("", "max", "the query string must have at most " + MOST_CONDITIONS + " conditions");
        } else {
            others.forEach(this::add);
        }
        return new RecordFilter(conditions, search);
    }

    private void add(String parameter, List<String> operands) {
        var parts = CONDITION.matcher(parameter);
        if (!parts.matches()) {
            refuseUnknown(parameter);
            return;
        }
        var property = parts.group(1).equals("member_id") ? "memberId" : parts.group(1);
        var operator = parts.group(2) == null ? Optional.of(Operator.EQ) : Operator.named(parts.group(2));
        if (RecordProperty.named(property).isEmpty() && !Schema.isSlug(property)) {
            refuseUnknown(parameter);
        } else if (operator.isEmpty()) {
            parameters.violation(parameter, "operator", "must be one of the operators " + List.of(Operator.values()));
        } else {
            add(new RecordCondition(parameter, property, operator.get(), operands));
        }
    }

    private void refuseUnknown(String parameter) {
        parameters.violation(parameter, "unknown", "is neither a parameter nor a field of this data type");
    }

    private void add(RecordCondition condition) {
        var property = RecordProperty.named(condition.property());
        if (property.isPresent()) {
            var violations = new Violations();
            ReadCondition.of(condition, property.get(), violations);
            violations.all().forEach(found -> parameters.violation(found.pointer(), found.code(), found.message()));
        }
        conditions.add(condition);
    }
}
