package io.datarecords.query.history;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.RecordNotFound;
import io.datarecords.api.SortOrder;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.record.ChangePage;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.FoundRecord;
import io.datarecords.api.record.RecordQuery.FindAsOf;
import io.datarecords.api.record.RecordQuery.FindVersion;
import io.datarecords.api.record.RecordQuery.ListChanges;
import io.datarecords.api.record.RecordState;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Answers what a record was, and who changed it. */
@Component
final class HistoryQueries {

    private final Histories histories;

    HistoryQueries(Histories histories) {
        this.histories = histories;
    }

    /** @throws Rejected if the caller may read no such record, or it had no such version */
    FoundRecord answer(FindVersion query) {
        var history = histories.require(query.dataType(), query.record(), query.by());
        return past(history, query.by(), record -> record.version() == query.version());
    }

    /** @throws Rejected if the caller may read no such record, or it did not exist yet */
    FoundRecord answer(FindAsOf query) {
        var history = histories.require(query.dataType(), query.record(), query.by());
        return past(history, query.by(), record -> !record.updatedAt().isAfter(query.asOf()));
    }

    private static FoundRecord past(History history, Caller by, Predicate<RecordState> wanted) {
        var last = history.moments().reversed().stream()
                .map(Moment::after)
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new Rejected(new RecordNotFound()));
        var type = history.type();
        return new FoundRecord(DataRecordView.past(last, type, AccessRules.seesAdminFields(by)), type.updatedAt());
    }

    /** @throws Rejected if the caller may read no such record, or knows no such field */
    ChangePage answer(ListChanges query) {
        var history = histories.require(query.dataType(), query.record(), query.by());
        var trail = Trail.of(history.type(), AccessRules.seesAdminFields(query.by()), query.field());
        var moments = query.direction() == SortOrder.ASC
                ? history.moments()
                : history.moments().reversed();
        var changes =
                moments.stream().map(trail::told).flatMap(Optional::stream).toList();
        var paging = query.paging();
        return new ChangePage(paging.of(changes), changes.size(), paging.page(), paging.pageSize());
    }
}
