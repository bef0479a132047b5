package io.datarecords.query.export;

import io.datarecords.query.views.StoredJson;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them, with a header, in UTF-8. No value is an empty field, an empty text is
 * {@code ""}; lists and JSON are written as JSON.
 */
final class CsvWriter<T> implements RowWriter<T> {

    private final List<Column<T>> columns;
    private final OutputStream out;

    CsvWriter(List<Column<T>> columns, OutputStream out) throws IOException {
        this.columns = columns;
        this.out = out;
        writeLine(columns.stream().map(Column::name).collect(Collectors.joining(",")));
    }

    @Override
    public void write(T row) throws IOException {
        writeLine(columns.stream().map(column -> field(column, row)).collect(Collectors.joining(",")));
    }

    @Override
    public void finish() {
        // the last line ends as the others do
    }

    private void writeLine(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static <T> String field(Column<T> column, T row) {
        @Nullable Object value = column.value().apply(row);
        return value == null ? "" : quoted(text(column.type(), value));
    }

    private static String text(ColumnType type, Object value) {
        if (type == ColumnType.Plain.TEXTS) {
            return StoredJson.write(value);
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static String quoted(String text) {
        boolean isPlain =
                !text.isEmpty() && text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
