package io.datarecords.query.record;

import io.datarecords.api.Consistency;
import io.datarecords.api.Paging;
import io.datarecords.api.Rejected;
import io.datarecords.api.SortOrder;
import io.datarecords.api.Unavailable;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.RecordFilter;
import io.datarecords.api.record.RecordOrder;
import io.datarecords.api.record.RecordPage;
import io.datarecords.api.record.RecordProperty;
import io.datarecords.api.record.RecordQuery.ListRecords;
import io.datarecords.eventlog.EventLog;
import io.datarecords.query.export.Table;
import io.datarecords.query.freshness.FreshTypes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Exports records: it walks through the list of those that the caller may see, in the order of their ids. */
@Component
final class RecordExports {

    private static final RecordOrder BY_ID = new RecordOrder(RecordProperty.ID, SortOrder.ASC);

    /** Pages are held in memory, and a record may be as large as a request. */
    private static final Paging PAGING = new Paging(1, 250);

    /** How often an export of which nothing is written yet begins again when the data type is revised meanwhile. */
    private static final int ATTEMPTS = 10;

    private final RecordQueries queries;
    private final FreshTypes types;
    private final EventLog log;
    private final JsonMapper json;

    RecordExports(RecordQueries queries, FreshTypes types, EventLog log, JsonMapper json) {
        this.queries = queries;
        this.types = types;
        this.log = log;
        this.json = json;
    }

    /**
     * The export, ready to be written.
     *
     * @param asOf the instant whose records are meant, or null for each as it is when its page is read
     * @throws Rejected if the type is not there, or what is asked for makes no sense under it
     */
    RecordExport require(
            DataTypeId dataType, RecordFilter filter, @Nullable Instant asOf, Consistency consistency, Caller by) {
        var list = new ListRecords(dataType, filter, BY_ID, PAGING, asOf, false, null, consistency, by);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var type = types.require(dataType, consistency).state();
            var first = queries.answerUnderToday(list);
            if (isAsBefore(dataType, type)) {
                return new RecordExport(this, type, list, first);
            }
        }
        throw new Unavailable("The data type is revised again and again.");
    }

    /** The page after another. */
    RecordPage page(ListRecords list, DataTypeState type, @Nullable String cursor) {
        return page(
                new ListRecords(
                        list.dataType(),
                        list.filter(),
                        BY_ID,
                        PAGING,
                        list.asOf(),
                        false,
                        cursor,
                        list.consistency(),
                        list.by()),
                type);
    }

    private RecordPage page(ListRecords list, DataTypeState type) {
        var page = queries.answerUnderToday(list);
        if (!isAsBefore(list.dataType(), type)) {
            throw new Unavailable("The data type was revised while its records were exported.");
        }
        return page;
    }

    /** No value is shown under a definition that is older than it, and a file has the same columns from end to end. */
    private boolean isAsBefore(DataTypeId dataType, DataTypeState before) {
        var now = types.require(dataType, Consistency.EVENTUAL).state();
        return now.fields().equals(before.fields()) && now.access().equals(before.access());
    }

    Table<DataRecordView> table(DataTypeState type, Caller by) {
        var numbers = NumberRules.of(log.historyOf(new DataTypeId(type.workspace(), type.id()).aggregateId()));
        var columns = RecordColumns.of(type, numbers, AccessRules.seesAdminFields(by));
        return new Table<>(columns, json::writeValueAsBytes);
    }
}
