package io.datarecords.query.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file, written straight into a stream: a group of rows goes out when it has a few megabytes, and only what the
 * footer says of each is kept. Parquet's own library encodes the values. Its writer of files is not used, since it does
 * not load without Hadoop.
 */
final class ParquetWriter<T> implements RowWriter<T> {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int ROW_GROUP_BYTES = 8 << 20;

    /** Few, since a row may have a megabyte. */
    private static final int ROWS_BETWEEN_CHECKS = 10;

    private static final ParquetProperties PROPERTIES = ParquetProperties.builder()
            .withDictionaryPageSize(256 << 10)
            .withStatisticsEnabled(false)
            .withSizeStatisticsEnabled(false)
            .build();

    private final ParquetSchema schema;
    private final List<Column<T>> columns;
    private final CountedStream out;
    private final List<RowGroup> rowGroups = new ArrayList<>();

    private RowGroupPages pages;
    private ColumnWriteStore store;
    private RecordConsumer values;
    private long rowsInGroup;
    private long rows;

    ParquetWriter(List<Column<T>> columns, OutputStream out) throws IOException {
        this.columns = columns;
        this.schema = ParquetSchema.of(columns);
        this.out = new CountedStream(out);
        this.out.write(MAGIC);
        this.pages = new RowGroupPages();
        this.store = PROPERTIES.newColumnWriteStore(schema.message(), pages);
        this.values = values(store);
    }

    private RecordConsumer values(ColumnWriteStore target) {
        return new ColumnIOFactory().getColumnIO(schema.message()).getRecordWriter(target);
    }

    @Override
    public void write(T row) throws IOException {
        values.startMessage();
        for (int i = 0; i < columns.size(); i++) {
            write(columns.get(i), i, row);
        }
        values.endMessage();
        rowsInGroup++;
        if (rowsInGroup % ROWS_BETWEEN_CHECKS == 0 && store.getBufferedSize() > ROW_GROUP_BYTES) {
            endRowGroup();
        }
    }

    private void write(Column<T> column, int place, T row) {
        @Nullable Object value = column.value().apply(row);
        if (value != null) {
            values.startField(column.name(), place);
            ParquetValues.write(column.type(), value, values);
            values.endField(column.name(), place);
        }
    }

    private void endRowGroup() throws IOException {
        values.flush();
        store.flush();
        store.close();
        rowGroups.add(pages.writeTo(out, schema.leaves(), rowsInGroup));
        rows += rowsInGroup;
        rowsInGroup = 0;
        pages = new RowGroupPages();
        store = PROPERTIES.newColumnWriteStore(schema.message(), pages);
        values = values(store);
    }

    @Override
    public void finish() throws IOException {
        if (rowsInGroup > 0) {
            endRowGroup();
        }
        long start = out.count();
        Util.writeFileMetaData(
                new FileMetaData(1, schema.elements(), rows, rowGroups).setCreated_by("data-records"), out);
        writeLength((int) (out.count() - start));
        out.write(MAGIC);
    }

    private void writeLength(int length) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(length >>> shift);
        }
    }
}
