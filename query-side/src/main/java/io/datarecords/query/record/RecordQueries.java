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
import io.datarecords.api.record.RecordEvent;
import io.datarecords.api.record.RecordFilter;
import io.datarecords.api.record.RecordPage;
import io.datarecords.api.record.RecordQuery.FindRecord;
import io.datarecords.api.record.RecordQuery.ListRecords;
import io.datarecords.api.record.RecordState;
import io.datarecords.eventlog.EventLog;
import io.datarecords.query.freshness.FreshTypes;
import io.datarecords.query.freshness.Freshness;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers questions about records as they are now. */
@Component
final class RecordQueries {

    private final RecordViews views;
    private final RecordLists lists;
    private final FieldReadings fields;
    private final Freshness freshness;
    private final EventLog log;
    private final FreshTypes types;

    RecordQueries(
            RecordViews views,
            RecordLists lists,
            FieldReadings fields,
            Freshness freshness,
            EventLog log,
            FreshTypes types) {
        this.views = views;
        this.lists = lists;
        this.fields = fields;
        this.freshness = freshness;
        this.log = log;
        this.types = types;
    }

    /** @throws Rejected if the type, or the record that the caller may read, is not there */
    FoundRecord answer(FindRecord query) {
        var found = freshness.await(
                query.consistency(),
                _ -> views.find(query.dataType(), query.record().id())
                        .orElseThrow(() -> new Rejected(new DataTypeNotFound())));
        var type = found.type();
        var record = found.isParked() ? logged(query) : found.record();
        if (record == null || !AccessRules.mayRead(query.by(), type.access(), record.memberId())) {
            throw new Rejected(new RecordNotFound());
        }
        return new FoundRecord(view(record, type, query.by()), type.updatedAt());
    }

    /** The record as the log has it. */
    private @Nullable RecordState logged(FindRecord query) {
        @Nullable RecordState state = null;
        for (var logged : log.historyOf(query.record().aggregateId())) {
            state = RecordState.evolve(state, (RecordEvent) logged.event(), logged.time());
        }
        return state != null && state.dataTypeId() == query.dataType().id() ? state : null;
    }

    /** @throws Rejected if the type is not there, or what is asked for makes no sense under it */
    RecordPage answer(ListRecords query) {
        return answer(query, (record, type) -> view(record, type, query));
    }

    /** The same with the fields that the type has now, also of a past: they are the columns of a file. */
    RecordPage answerUnderToday(ListRecords query) {
        return answer(query, (record, type) -> view(record, type, query.by()));
    }

    private RecordPage answer(ListRecords query, BiFunction<RecordState, DataTypeState, DataRecordView> shown) {
        var cursor = Cursor.of(query);
        return types.within(query.dataType(), query.consistency(), type -> list(query, cursor, type.state(), shown));
    }

    private RecordPage list(
            ListRecords query,
            @Nullable Cursor cursor,
            DataTypeState type,
            BiFunction<RecordState, DataTypeState, DataRecordView> shown) {
        var known = fields.of(type.id());
        var onlyOwner = AccessRules.mayReadAny(query.by(), type.access())
                ? null
                : query.by().memberId();
        var selection =
                new RecordSelection(type, AccessRules.seesAdminFields(query.by()), known, onlyOwner, query.asOf());
        var sorting = selection.order(query.order());
        var conditions = selected(query, selection);
        if (cursor != null && !sorting.takes(cursor.after())) {
            throw Cursor.refused();
        }
        if (!seesAny(query.by(), type.access())) {
            return new RecordPage(
                    List.of(),
                    query.isCounted() ? 0L : null,
                    query.paging().page(),
                    query.paging().pageSize(),
                    null);
        }
        var prepared = views.prepare(conditions);
        boolean isWhole =
                onlyOwner == null && query.asOf() == null && query.filter().equals(RecordFilter.ALL);
        LongSupplier total =
                () -> isWhole ? known.records() : prepared.total().orElseGet(() -> views.count(prepared.conditions()));
        var page = lists.page(prepared.conditions(), sorting, query, cursor, total);
        return shown(page, query, record -> shown.apply(record, type));
    }

    private static boolean seesAny(Caller caller, TypeAccess access) {
        return AccessRules.mayReadAny(caller, access)
                || (caller.memberId() != null && AccessRules.mayReadOwn(caller, access));
    }

    private RecordConditions selected(ListRecords query, RecordSelection selection) {
        selection.filter(query.filter().conditions());
        var search = query.filter().search();
        if (search != null) {
            selection.search(search, fields.words(search));
        }
        return selection.conditions();
    }

    private static RecordPage shown(
            RecordLists.Page page, ListRecords query, Function<RecordState, DataRecordView> shown) {
        var items = page.rows().stream().map(row -> shown.apply(row.record())).toList();
        var next = page.next();
        return new RecordPage(
                items,
                query.isCounted() ? page.total() : null,
                page.number(),
                query.paging().pageSize(),
                next == null ? null : next.write(query));
    }

    private static DataRecordView view(RecordState record, DataTypeState type, ListRecords query) {
        return query.asOf() == null
                ? view(record, type, query.by())
                : DataRecordView.past(record, type, AccessRules.seesAdminFields(query.by()));
    }

    private static DataRecordView view(RecordState record, DataTypeState type, Caller caller) {
        return DataRecordView.now(record, type, AccessRules.seesAdminFields(caller));
    }
}
