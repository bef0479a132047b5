package io.datarecords.query.history;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.SortOrder;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.datatype.DataTypeChangePage;
import io.datarecords.api.datatype.DataTypeQuery.ListDataTypeChanges;
import io.datarecords.eventlog.EventLog;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers who changed a data type. */
@Component
final class DataTypeHistoryQueries {

    private final EventLog log;

    DataTypeHistoryQueries(EventLog log) {
        this.log = log;
    }

    /** @throws Rejected if the type is not there, or the caller may not know who changed it */
    DataTypeChangePage answer(ListDataTypeChanges query) {
        var moments = DataTypeMoment.of(log.historyOf(query.dataType().aggregateId()));
        requireMayKnow(query, moments);
        var ordered = query.direction() == SortOrder.ASC ? moments : moments.reversed();
        var paging = query.paging();
        var items = paging.of(ordered).stream().map(DataTypeMoment::told).toList();
        return new DataTypeChangePage(items, moments.size(), paging.page(), paging.pageSize());
    }

    private static void requireMayKnow(ListDataTypeChanges query, List<DataTypeMoment> moments) {
        if (moments.isEmpty() || moments.getLast().after().deleted()) {
            throw new Rejected(new DataTypeNotFound());
        }
        if (!AccessRules.mayAdministerDataTypes(query.by())) {
            throw new Rejected(new Forbidden("read who changed this data type"));
        }
    }
}
