package io.datarecords.query.history;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.eventlog.EventLog;
import org.springframework.stereotype.Component;

/** Exports what happened to a data type and its records, from the log. */
@Component
final class EventExports {

    private final EventLog log;

    EventExports(EventLog log) {
        this.log = log;
    }

    /**
     * The export, ready to be written. Data types that have been deleted have a history, too.
     *
     * @throws Rejected if the workspace never had the type, or the caller may not export its history
     */
    EventExport require(DataTypeId dataType, HistoryPart part, Caller by) {
        var slug = log.slugOf(dataType).orElseThrow(() -> new Rejected(new DataTypeNotFound()));
        if (!AccessRules.mayExportHistory(by)) {
            throw new Rejected(new Forbidden("export the history of this data type"));
        }
        return new EventExport(log, dataType, slug, part.types(), part.in(log));
    }
}
