package io.datarecords.query.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.RowGroup;

/** The pages of a group of rows, until all of them are written: a column's lie together in the file. */
final class RowGroupPages implements PageWriteStore {

    private final Map<ColumnDescriptor, ColumnPages> columns = new HashMap<>();

    @Override
    public PageWriter getPageWriter(ColumnDescriptor column) {
        return columns.computeIfAbsent(column, _ -> new ColumnPages());
    }

    /** @param order of the columns in the schema */
    RowGroup writeTo(CountedStream out, List<ColumnDescriptor> order, long rows) throws IOException {
        long bytes = 0;
        var chunks = new ArrayList<ColumnChunk>();
        for (var column : order) {
            var pages = columns.getOrDefault(column, new ColumnPages());
            var about = pages.writeTo(out, column);
            bytes += about.getTotal_uncompressed_size();
            chunks.add(new ColumnChunk(0).setMeta_data(about));
        }
        return new RowGroup(chunks, bytes, rows);
    }

    @Override
    public void close() {
        // there is nothing but memory
    }
}
