package io.datarecords.query.record;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.Rejection.RecordNotFound;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.FoundRecord;
import io.datarecords.api.record.RecordPage;
import io.datarecords.api.record.RecordQuery.FindRecord;
import io.datarecords.api.record.RecordQuery.ListRecords;
import io.datarecords.api.record.RecordState;
import io.datarecords.query.freshness.FreshTypes;
import io.datarecords.query.freshness.Freshness;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Answers questions about records as they are now. */
@Component
final class RecordQueries {

    private final RecordViews views;
    private final Freshness freshness;
    private final FreshTypes types;

    RecordQueries(RecordViews views, Freshness freshness, FreshTypes types) {
        this.views = views;
        this.freshness = freshness;
        this.types = types;
    }

    /** @throws Rejected if the type, or the record that the caller may read, is not there */
    FoundRecord answer(FindRecord query) {
        var found = freshness.await(
                () -> views.find(query.dataType(), query.record().id())
                        .orElseThrow(() -> new Rejected(new DataTypeNotFound())));
        var type = Objects.requireNonNull(found.type(), "the log has the data type, but not the views");
        var record = found.record();
        if (record == null || !AccessRules.mayRead(query.by(), type.access(), record.memberId())) {
            throw new Rejected(new RecordNotFound());
        }
        return new FoundRecord(view(record, type, query.by()), type.updatedAt());
    }

    /** @throws Rejected if the type is not there */
    RecordPage answer(ListRecords query) {
        return types.within(query.dataType(), type -> list(query, type.state()));
    }

    private RecordPage list(ListRecords query, DataTypeState type) {
        if (!seesAny(query.by(), type.access())) {
            return page(query, List.of(), 0);
        }
        var onlyOwner = AccessRules.mayReadAny(query.by(), type.access())
                ? null
                : query.by().memberId();
        var conditions = new RecordConditions(type.id(), onlyOwner, query.filter());
        var items = views.page(conditions, query.order(), query.paging()).stream()
                .map(record -> view(record, type, query.by()))
                .toList();
        return page(query, items, views.count(conditions));
    }

    private static boolean seesAny(Caller caller, TypeAccess access) {
        return AccessRules.mayReadAny(caller, access)
                || (caller.memberId() != null && AccessRules.mayReadOwn(caller, access));
    }

    private static RecordPage page(ListRecords query, List<DataRecordView> items, long total) {
        return new RecordPage(
                items, total, query.paging().page(), query.paging().pageSize());
    }

    private static DataRecordView view(RecordState record, DataTypeState type, Caller caller) {
        return DataRecordView.now(record, type, AccessRules.seesAdminFields(caller));
    }
}
