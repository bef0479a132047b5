package io.datarecords.query.history;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.record.Deletion;
import io.datarecords.api.record.DeletionPage;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import io.datarecords.api.record.RecordQuery.ListDeletions;
import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.LoggedEvent;
import org.springframework.stereotype.Component;

/** Answers which records have been deleted: it reads what their deletions have left in the log. */
@Component
final class DeletionQueries {

    private final EventLog log;

    DeletionQueries(EventLog log) {
        this.log = log;
    }

    /** @throws Rejected if the workspace never had the type, or the caller may not know what was deleted */
    DeletionPage answer(ListDeletions query) {
        if (log.slugOf(query.dataType()).isEmpty()) {
            throw new Rejected(new DataTypeNotFound());
        }
        if (!AccessRules.mayExportHistory(query.by())) {
            throw new Rejected(new Forbidden("read which records of this data type were deleted"));
        }
        var paging = query.paging();
        var items = log.deletions(query.dataType(), query.direction(), paging).stream()
                .map(DeletionQueries::deletion)
                .toList();
        return new DeletionPage(items, log.countDeletions(query.dataType()), paging.page(), paging.pageSize());
    }

    private static Deletion deletion(LoggedEvent logged) {
        var event = (RecordDeleted) logged.event();
        return new Deletion(event.recordId(), logged.time(), event.by(), event.memberId(), logged.sequence());
    }
}
