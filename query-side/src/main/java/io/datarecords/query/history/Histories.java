package io.datarecords.query.history;

import io.datarecords.api.Consistency;
import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.RecordNotFound;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.RecordId;
import io.datarecords.eventlog.EventLog;
import io.datarecords.query.freshness.FreshTypes;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads records' histories from the log. */
@Component
final class Histories {

    private final EventLog log;
    private final FreshTypes types;

    Histories(EventLog log, FreshTypes types) {
        this.log = log;
        this.types = types;
    }

    /**
     * The history of a record that the caller may read. It is read before the type: no value is shown under a definition
     * that is older than it. So nobody may prefer an older one: it could show a field that has become admin-only.
     *
     * @throws Rejected if the type, or the record that the caller may read, is not there
     */
    History require(DataTypeId dataType, RecordId record, Caller by) {
        var moments = Moment.of(log.historyOf(record.aggregateId()));
        var type = types.require(dataType, Consistency.FRESH).state();
        if (!mayRead(by, type.access(), dataType, moments)) {
            throw new Rejected(new RecordNotFound());
        }
        return new History(type, moments);
    }

    private static boolean mayRead(Caller by, TypeAccess access, DataTypeId dataType, List<Moment> moments) {
        if (moments.isEmpty()) {
            return false;
        }
        var record = moments.getLast().after();
        return record.dataTypeId() == dataType.id() && AccessRules.mayRead(by, access, record.memberId());
    }
}
