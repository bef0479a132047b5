package io.datarecords.query.record;

import io.datarecords.api.record.RecordFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows of {@code view.record_view} a list shows, as SQL with bound parameters. */
final class RecordConditions {

    private final StringBuilder sql = new StringBuilder("data_type_id = ?");
    private final List<Object> parameters = new ArrayList<>();

    /** @param onlyOwner the one member whose records may show, or null for everyone's */
    RecordConditions(long dataType, @Nullable Long onlyOwner, RecordFilter filter) {
        parameters.add(dataType);
        and("member_id = ?", onlyOwner);
        and("member_id = ?", filter.memberId());
        if (filter.owned() != null) {
            // spelt out, not bound: the index on the owner serves only these two
            sql.append(filter.owned() ? " and member_id is not null" : " and member_id is null");
        }
        and("external_id = ?", filter.externalId());
    }

    private void and(String condition, @Nullable Object parameter) {
        if (parameter != null) {
            sql.append(" and ").append(condition);
            parameters.add(parameter);
        }
    }

    String sql() {
        return sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }
}
