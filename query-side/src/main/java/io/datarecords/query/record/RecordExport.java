package io.datarecords.query.record;

import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.record.RecordPage;
import io.datarecords.api.record.RecordQuery.ListRecords;
import io.datarecords.query.export.ExportFormat;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Records of a type, read page by page while they are written.
 *
 * @param type  under which all of them are shown
 * @param first their first page
 */
record RecordExport(RecordExports exports, DataTypeState type, ListRecords list, RecordPage first) {

    String fileName(ExportFormat format) {
        return type.slug() + "." + format;
    }

    void writeTo(ExportFormat format, OutputStream out) throws IOException {
        var writer = format.writer(exports.table(type, list.by()), out);
        var page = first;
        while (true) {
            for (var row : page.items()) {
                writer.write(row);
            }
            if (page.nextCursor() == null) {
                break;
            }
            page = exports.page(list, type, page.nextCursor());
        }
        writer.finish();
    }
}
