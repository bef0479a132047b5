package io.datarecords.query.history;

import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.eventlog.Positions;
import io.datarecords.query.export.RowWriter;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Events of a data type, read page by page while they are written: no page is older than what was written before it. */
record EventExport(EventLog log, DataTypeId dataType, String slug, Set<String> types, Positions positions) {

    private static final int PAGE = 500;

    void writeTo(RowWriter<LoggedEvent> writer) throws IOException {
        var rest = positions;
        for (var page = page(rest); !page.isEmpty(); page = page(rest)) {
            for (var event : page) {
                writer.write(event);
            }
            rest = rest.from(page.getLast().position());
        }
        writer.finish();
    }

    private List<LoggedEvent> page(Positions rest) {
        return log.ofDataType(dataType, types, rest, PAGE);
    }
}
