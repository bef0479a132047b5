package io.datarecords.query.datatype;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.SortOrder;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.DataTypeOrder;
import io.datarecords.api.datatype.DataTypeQuery.FindDataType;
import io.datarecords.api.datatype.DataTypeQuery.FindDataTypeBySlug;
import io.datarecords.api.datatype.DataTypeQuery.ListDataTypes;
import io.datarecords.api.datatype.DataTypeView;
import io.datarecords.api.datatype.FoundDataType;
import io.datarecords.api.datatype.Schema;
import io.datarecords.eventlog.EventLog;
import io.datarecords.query.freshness.FreshTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.stereotype.Component;

/** Answers questions about data types. */
@Component
final class DataTypeQueries {

    private final DataTypeRows rows;
    private final FreshTypes types;
    private final EventLog log;

    DataTypeQueries(DataTypeRows rows, FreshTypes types, EventLog log) {
        this.rows = rows;
        this.types = types;
        this.log = log;
    }

    /** @throws Rejected if the type is not there, or the caller may not read types */
    FoundDataType answer(FindDataType query) {
        var type = types.require(query.dataType(), query.consistency());
        requireMayRead(query.by());
        return new FoundDataType(DataTypeView.of(type.state(), type.liveRecords()), type.recounted());
    }

    /** @throws Rejected if the type is not there, or the caller may not read types */
    FoundDataType answer(FindDataTypeBySlug query) {
        var workspace = query.by().workspace();
        long id = Optional.of(query.slug())
                .filter(Schema::isSlug)
                .flatMap(slug -> log.dataTypeBySlug(workspace, slug))
                .orElseThrow(() -> new Rejected(new DataTypeNotFound()));
        return answer(new FindDataType(new DataTypeId(workspace, id), query.consistency(), query.by()));
    }

    /** @throws Rejected if the caller may not read types */
    List<DataTypeView> answer(ListDataTypes query) {
        requireMayRead(query.by());
        return types.withinAll(query.by().workspace(), query.consistency(), liveRecords -> list(query, liveRecords));
    }

    private List<DataTypeView> list(ListDataTypes query, Map<Long, Long> liveRecords) {
        return rows(query).stream()
                .map(DataTypeRow::state)
                .filter(type -> liveRecords.containsKey(type.id()))
                .map(type -> DataTypeView.of(type, liveRecords.getOrDefault(type.id(), 0L)))
                .toList();
    }

    private List<DataTypeRow> rows(ListDataTypes query) {
        var workspace = query.by().workspace();
        var archived = query.archived();
        return archived == null
                ? rows.findByWorkspace(workspace, sort(query.order()))
                : rows.findByWorkspaceAndArchived(workspace, archived, sort(query.order()));
    }

    private static Sort sort(DataTypeOrder order) {
        var direction = order.direction() == SortOrder.ASC ? Direction.ASC : Direction.DESC;
        return Sort.by(direction, order.by().toString(), "id");
    }

    private static void requireMayRead(Caller caller) {
        if (!AccessRules.mayReadDataTypes(caller)) {
            throw new Rejected(new Forbidden("read data types"));
        }
    }
}
