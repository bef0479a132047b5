package io.datarecords.query.export;

import java.io.IOException;
import java.io.OutputStream;

/** JSON, one row to a line. */
final class LineWriter<T> implements RowWriter<T> {

    private final Table<T> table;
    private final OutputStream out;

    LineWriter(Table<T> table, OutputStream out) {
        this.table = table;
        this.out = out;
    }

    @Override
    public void write(T row) throws IOException {
        out.write(table.json().apply(row));
        out.write('\n');
    }

    @Override
    public void finish() {
        // the last line ends as the others do
    }
}
